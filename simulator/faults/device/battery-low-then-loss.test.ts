import { describe, expect, test } from 'vitest';
import { DAY_MS } from '../../clock.ts';
import { recordsAfter } from '../frequency.test-helper.ts';
import { records, settingOf, take, touchedWith } from '../streams.test-helper.ts';
import { batteryLowThenLoss } from './battery-low-then-loss.ts';

const ID = 'battery-low-then-loss';
const YEARS = 10;
const DAYS = Math.round(YEARS * 365.25);
const PATIENTS = 30;

/** Days from flag to loss and of the gap, once for each time. */
interface Spell {
  readonly flagDays: number;
  readonly gapDays: number;
}

function spellsOf(patient: number): Spell[] {
  const left = recordsAfter(batteryLowThenLoss, DAYS * 4, { patient });
  const spells: Spell[] = [];
  let flaggedFromMs: number | undefined;
  left.forEach((record, i) => {
    const flagged = record.truth.faultIds.includes(ID);
    if (flagged) flaggedFromMs ??= record.truth.trueTimeMs;
    const next = left[i + 1];
    if (!flagged || flaggedFromMs === undefined || next === undefined || next.truth.faultIds.includes(ID)) return;
    const { trueTimeMs } = record.truth;
    spells.push({
      flagDays: (trueTimeMs - flaggedFromMs) / DAY_MS,
      gapDays: (next.truth.trueTimeMs - trueTimeMs) / DAY_MS,
    });
    flaggedFromMs = undefined;
  });
  return spells;
}

describe('a battery that runs out', () => {
  const spells = Array.from({ length: PATIENTS }, (_, patient) => spellsOf(patient)).flat();

  test('once in two years', () => {
    expect(Math.abs(spells.length / PATIENTS / YEARS - 0.5)).toBeLessThan(0.1);
  });

  test('is flagged for two weeks, then there is nothing for 1 to 20 days', () => {
    for (const { flagDays, gapDays } of spells) {
      expect(flagDays).toBeGreaterThan(12.5);
      expect(flagDays).toBeLessThanOrEqual(14);
      expect(gapDays).toBeGreaterThan(0.9);
      expect(gapDays).toBeLessThan(21.2);
    }
    const mean = spells.reduce((sum, { gapDays }) => sum + gapDays, 0) / spells.length;
    expect(Math.abs(mean - 10.8)).toBeLessThan(1.6);
  });
});

test('the flag stands beside others and does not come twice; the value is what it was', () => {
  const source = take(400, records()).map((record, i) => ({
    ...record,
    status: [i % 2 === 0 ? ('battery-low' as const) : ('temperature-high' as const)],
  }));
  const flagged = touchedWith([...batteryLowThenLoss.apply(source, settingOf(ID, { rate: 100 }))], ID);
  expect(flagged.length).toBeGreaterThan(10);
  for (const { status, result, sequenceNumber } of flagged) {
    expect(status).toEqual(sequenceNumber % 2 === 0 ? ['battery-low'] : ['temperature-high', 'battery-low']);
    expect(result).toBe(source[sequenceNumber]?.result);
  }
});
