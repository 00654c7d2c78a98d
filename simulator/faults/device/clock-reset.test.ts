import { expect, test } from 'vitest';
import { MINUTE_MS } from '../../clock.ts';
import type { DeviceRecord } from '../../layers.ts';
import { recordsAfter } from '../frequency.test-helper.ts';
import { records, settingOf, take, touchedWith } from '../streams.test-helper.ts';
import { clockReset } from './clock-reset.ts';

const ID = 'clock-reset';
const wall = ({ shownMs, offsetMinutes }: DeviceRecord): number => shownMs + offsetMinutes * MINUTE_MS;
const spells = (all: readonly DeviceRecord[]): DeviceRecord[][] => {
  const found: DeviceRecord[][] = [];
  let before: DeviceRecord | undefined;
  for (const record of all) {
    if (record.truth.faultIds.includes(ID)) {
      const goesOn =
        before !== undefined &&
        Math.abs(wall(record) - wall(before) - (record.truth.trueTimeMs - before.truth.trueTimeMs)) < 2000;
      if (goesOn) found.at(-1)?.push(record);
      else found.push([record]);
      before = record;
    } else before = undefined;
  }
  return found;
};
const YEARS = 30;
const count = Math.round(YEARS * 365.25);
const patients = Array.from({ length: 10 }, (_, patient) => recordsAfter(clockReset, count, { patient, perDay: 1 }));

test('24 % of two battery changes a year, so that a quarter of records have a wrong date', () => {
  const perYear = patients.flatMap(spells).length / (YEARS * patients.length);
  expect(Math.abs(perYear - 0.48)).toBeLessThan(0.1);
  const share = patients.flatMap((all) => touchedWith(all, ID)).length / (count * patients.length);
  expect(Math.abs(share - 0.24)).toBeLessThan(0.06);
});

test('the wall clock starts at an epoch and runs on truly', () => {
  for (const spell of patients.flatMap(spells)) {
    const [first] = spell;
    if (first === undefined) throw new Error('a spell has records');
    const year = new Date(wall(first)).getUTCFullYear();
    expect(year === 2000 || year === 2010).toBe(true);
    expect(new Date(wall(first)).getUTCMonth()).toBe(0);
    expect(new Date(wall(first)).getUTCDate()).toBeLessThanOrEqual(2);
  }
});

test('order of storing stays right: sequence and truth run on while the shown time falls back', () => {
  const all = patients[0] ?? [];
  const back = all.slice(1).filter((record, i) => record.shownMs < (all[i]?.shownMs ?? 0));
  expect(back.length).toBeGreaterThan(0);
  all.slice(1).forEach((record, i) => expect(record.sequenceNumber).toBe((all[i]?.sequenceNumber ?? 0) + 1));
});

test('a clock that starts anew has no offset any more', () => {
  const source = take(4000, records({ perDay: 1 })).map((record) => ({ ...record, clockOffsetMinutes: 60 }));
  const touched = touchedWith([...clockReset.apply(source, settingOf(ID))], ID);
  expect(touched.length).toBeGreaterThan(0);
  for (const record of touched) expect(record).not.toHaveProperty('clockOffsetMinutes');
});
