import { DAY_MS, type EpochMs } from '../../clock.ts';
import type { DeviceRecord } from '../../layers.ts';
import { tellLost, touchedBy, type FaultOf, type FaultSetting } from '../fault.ts';
import { arrivals } from '../occurrence.ts';

const ID = 'battery-low-then-loss';
const PER_YEAR = 0.5;
const FLAG_DAYS = 14;
const GAP_DAYS = [1, 20] as const;

interface Spell {
  readonly emptyMs: EpochMs;
  readonly newBatteryMs: EpochMs;
}

const flagged = (record: DeviceRecord): DeviceRecord => {
  const status = record.status ?? [];
  return { ...record, status: status.includes('battery-low') ? status : [...status, 'battery-low'] };
};

function* apply(records: Iterable<DeviceRecord>, setting: FaultSetting): Generator<DeviceRecord> {
  const starts = arrivals(PER_YEAR, setting);
  let spell: Spell | undefined;
  for (const record of records) {
    const { trueTimeMs } = record.truth;
    const start = starts.latest(trueTimeMs);
    if (spell !== undefined && trueTimeMs >= spell.newBatteryMs) spell = undefined;
    if (spell === undefined && start !== undefined) {
      const emptyMs = start.atMs + FLAG_DAYS * DAY_MS;
      const gapMs = setting.streamOf('gap', start.number).between(...GAP_DAYS) * DAY_MS;
      spell = { emptyMs, newBatteryMs: emptyMs + gapMs };
      if (trueTimeMs >= spell.newBatteryMs) spell = undefined;
    }
    if (spell === undefined) yield record;
    else if (trueTimeMs < spell.emptyMs) yield touchedBy(flagged(record), ID);
    else tellLost(record, ID, setting);
  }
}

/** The battery sign is on for two weeks; then there is nothing until somebody buys a battery. */
export const batteryLowThenLoss: FaultOf<'device'> = {
  id: ID,
  title: 'A low battery, then no readings',
  layer: 'device',
  measures: ['glucose', 'weight'],
  usual: '1 in 2 years: flagged for 14 days, then a gap of 1 to 20 (assumed)',
  apply,
};
