import { MINUTE_MS } from '../../clock.ts';
import type { DeviceRecord } from '../../layers.ts';
import { touchedBy, type FaultOf, type FaultSetting } from '../fault.ts';
import { arrivals } from '../occurrence.ts';

const ID = 'clock-reset';
const BATTERIES_PER_YEAR = 2;
const NOT_SET = 0.24;
/** Wall times at which common meters start (realism facts 3). */
const EPOCHS_MS = [Date.parse('2000-01-01T00:00:00Z'), Date.parse('2010-01-01T00:00:00Z')] as const;

/** The wall time at the change of the battery, and when that was. */
interface Reset {
  readonly wallMs: number;
  readonly atMs: number;
}

function since({ wallMs, atMs }: Reset, record: DeviceRecord): DeviceRecord {
  const { clockOffsetMinutes: _, ...rest } = record;
  const shownMs = wallMs + (record.truth.trueTimeMs - atMs) - record.offsetMinutes * MINUTE_MS;
  return touchedBy({ ...rest, shownMs }, ID);
}

function* apply(records: Iterable<DeviceRecord>, setting: FaultSetting): Generator<DeviceRecord> {
  const changes = arrivals(BATTERIES_PER_YEAR, setting);
  let reset: Reset | undefined;
  for (const record of records) {
    const change = changes.latest(record.truth.trueTimeMs);
    if (change !== undefined) {
      const random = setting.streamOf('change', change.number);
      reset = random.bernoulli(NOT_SET) ? { wallMs: random.pick(EPOCHS_MS), atMs: change.atMs } : undefined;
    }
    yield reset === undefined ? record : since(reset, record);
  }
}

/** A meter that lost its time goes on from its maker's epoch until somebody sets it with the next battery. */
export const clockReset: FaultOf<'device'> = {
  id: ID,
  title: 'A clock back at its epoch after a change of the battery',
  layer: 'device',
  measures: ['glucose'],
  usual: '24 % of battery changes, of which there are 2 a year (24 % of meters had a wrong date: Hirsch 2006)',
  apply,
};
