import { MINUTE_MS } from '../../clock.ts';
import type { DeviceRecord } from '../../layers.ts';
import { touchedBy, type FaultOf, type FaultSetting } from '../fault.ts';
import { afflicted, MONTH_MS } from '../occurrence.ts';

const ID = 'clock-drift';
const MOST_MINUTES_PER_MONTH = 4;

function* apply(records: Iterable<DeviceRecord>, setting: FaultSetting): Generator<DeviceRecord> {
  if (!afflicted(1, setting)) return yield* records;
  const random = setting.streamOf('drift');
  const minutes = random.between(0, MOST_MINUTES_PER_MONTH);
  const rate = ((random.bernoulli(0.5) ? 1 : -1) * minutes * MINUTE_MS) / MONTH_MS;
  for (const record of records) {
    const seconds = Math.trunc(((record.truth.trueTimeMs - setting.startMs) * rate) / 1000);
    yield seconds === 0 ? record : touchedBy({ ...record, shownMs: record.shownMs + seconds * 1000 }, ID);
  }
}

/** Seconds add up from the start of the run, since nobody sets the clock. */
export const clockDrift: FaultOf<'device'> = {
  id: ID,
  title: 'A clock that runs fast or slow',
  layer: 'device',
  measures: ['glucose'],
  usual: 'every meter, 0 to 4 minutes a month (assumed)',
  apply,
};
