import type { DeviceRecord } from '../../layers.ts';
import { touchedBy, type FaultOf, type FaultSetting } from '../fault.ts';
import { arrivals } from '../occurrence.ts';

const ID = 'stuck-value';
const PER_YEAR = 0.0002 * 365.25;
const LEAST_EQUAL = 3;
const MOST_EQUAL = 12;

interface Stuck {
  readonly record: DeviceRecord;
  readonly left: number;
}

/** Whether a display that is stuck can be that of this record: the same device in the same unit. */
const sameDisplay = (a: DeviceRecord, b: DeviceRecord): boolean =>
  a.unit === b.unit && a.device.identifier.value === b.device.identifier.value;

function* apply(records: Iterable<DeviceRecord>, setting: FaultSetting): Generator<DeviceRecord> {
  const starts = arrivals(PER_YEAR, setting);
  let waiting: number | undefined;
  let stuck: Stuck | undefined;
  for (const record of records) {
    waiting = starts.latest(record.truth.trueTimeMs)?.number ?? waiting;
    if (stuck !== undefined && stuck.left > 0 && sameDisplay(stuck.record, record)) {
      yield touchedBy({ ...record, result: stuck.record.result }, ID);
      stuck = { ...stuck, left: stuck.left - 1 };
      continue;
    }
    stuck = undefined;
    if (waiting !== undefined && record.result.kind === 'value') {
      const equal = LEAST_EQUAL + setting.streamOf('stuck', waiting).int(MOST_EQUAL - LEAST_EQUAL + 1);
      stuck = { record, left: equal - 1 };
      waiting = undefined;
    }
    yield record;
  }
}

/** The first of the equal values is right; those after it are not measured. */
export const stuckValue: FaultOf<'device'> = {
  id: ID,
  title: 'The same value over and over',
  layer: 'device',
  measures: ['glucose', 'weight'],
  usual: '0.02 % of days, 3 to 12 equal values (assumed)',
  apply,
};
