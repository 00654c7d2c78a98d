import { expect, test } from 'vitest';
import { MONTH_MS } from '../occurrence.ts';
import { recordsAfter } from '../frequency.test-helper.ts';
import { START_MS } from '../streams.test-helper.ts';
import { clockDrift } from './clock-drift.ts';

const driftMinutesPerMonth = (patient: number): number => {
  const last = recordsAfter(clockDrift, 730, { patient, perDay: 2 }).at(-1);
  if (last === undefined) throw new Error('records');
  const months = (last.truth.trueTimeMs - START_MS) / MONTH_MS;
  return (last.shownMs - last.truth.trueTimeMs) / 60_000 / months;
};

test('every meter gains or loses 0 to 4 minutes a month, evenly', () => {
  const drifts = Array.from({ length: 300 }, (_, patient) => driftMinutesPerMonth(patient));
  for (const drift of drifts) expect(Math.abs(drift)).toBeLessThanOrEqual(4);
  const sizes = drifts.map(Math.abs);
  expect(Math.abs(sizes.reduce((a, b) => a + b, 0) / 300 - 2)).toBeLessThan(0.25);
  expect(Math.abs(sizes.filter((size) => size < 1).length / 300 - 0.25)).toBeLessThan(0.08);
  expect(Math.abs(drifts.filter((drift) => drift > 0).length / 300 - 0.5)).toBeLessThan(0.1);
});

test('it adds up steadily, in whole seconds, and begins with the run', () => {
  const records = recordsAfter(clockDrift, 1000, { patient: 5 });
  const off = records.map(({ shownMs, truth }) => shownMs - truth.trueTimeMs);
  expect(Math.abs(off[0] ?? Number.NaN)).toBeLessThanOrEqual(2000);
  for (const ms of off) expect(Math.abs(ms % 1000)).toBe(0);
  const sizes = off.map(Math.abs);
  expect(sizes).toEqual(sizes.toSorted((a, b) => a - b));
  records.forEach(({ truth }, i) => expect(truth.faultIds.length > 0).toBe(off[i] !== 0));
});
