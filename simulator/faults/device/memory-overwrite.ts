import type { DeviceRecord } from '../../layers.ts';
import type { FaultOf, FaultSetting } from '../fault.ts';
import { arrivals } from '../occurrence.ts';

const ID = 'memory-overwrite';
const PER_YEAR = 0.2;
const LEAST_LOST = 5;
const MOST_LOST = 40;

function* apply(records: Iterable<DeviceRecord>, setting: FaultSetting): Generator<DeviceRecord> {
  const overflows = arrivals(PER_YEAR, setting);
  let lost = 0;
  for (const record of records) {
    const overflow = overflows.latest(record.truth.trueTimeMs);
    if (overflow !== undefined && lost === 0) {
      lost = LEAST_LOST + setting.streamOf('lost', overflow.number).int(MOST_LOST - LEAST_LOST + 1);
    }
    if (lost > 0) lost--;
    else yield record;
  }
}

/** The meter was not read out until its memory was full, so the oldest records are gone when it is. */
export const memoryOverwrite: FaultOf<'device'> = {
  id: ID,
  title: 'Records overwritten before anybody read them',
  layer: 'device',
  measures: ['glucose'],
  usual: "1 in a meter's life of 5 years, 5 to 40 records (assumed)",
  apply,
};
