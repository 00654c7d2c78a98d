import { HOUR_MS } from '../../clock.ts';
import type { DeviceRecord } from '../../layers.ts';
import { touchedBy, type FaultOf, type FaultSetting } from '../fault.ts';
import { afflicted } from '../occurrence.ts';

const ID = 'am-pm-flip';

function* apply(records: Iterable<DeviceRecord>, setting: FaultSetting): Generator<DeviceRecord> {
  if (!afflicted(0.015, setting)) return yield* records;
  const byMs = (setting.streamOf('way').bernoulli(0.5) ? 12 : -12) * HOUR_MS;
  for (const record of records) yield touchedBy({ ...record, shownMs: record.shownMs + byMs }, ID);
}

/** Set by a person who took noon for midnight; it stays so. */
export const amPmFlip: FaultOf<'device'> = {
  id: ID,
  title: 'A clock set twelve hours off',
  layer: 'device',
  measures: ['glucose'],
  usual: '1.5 % of meters (assumed)',
  apply,
};
