import { expect, test } from 'vitest';
import { DAY_MS, MINUTE_MS } from '../../clock.ts';
import { recordsAfter, runsOf } from '../frequency.test-helper.ts';
import { records, settingOf, take, touchedWith } from '../streams.test-helper.ts';
import { simulatePatient } from '../../simulate.ts';
import type { ActiveFault } from '../apply.ts';
import { dstNotApplied } from './dst-not-applied.ts';

const ID = 'dst-not-applied';
const SPRING_MS = Date.parse('2026-03-08T07:00:00Z');
const TWENTY_YEARS = Math.round(20 * 365.25 * 2);
const all = recordsAfter(dstNotApplied, TWENTY_YEARS, { perDay: 2 });
const touched = touchedWith(all, ID);

test('at each change of the clocks: twice a year', () => {
  expect(runsOf(all, ID)).toBe(40);
});

test('an hour behind in spring, an hour ahead in autumn, 30 days on the average', () => {
  const off = touched.map((r) => [(r.shownMs - r.truth.trueTimeMs) / MINUTE_MS, r.offsetMinutes] as const);
  for (const [minutes, place] of off) expect(minutes).toBe(place === -240 ? -60 : 60);
  expect(new Set(off.map(([minutes]) => minutes))).toEqual(new Set([-60, 60]));
  expect(Math.abs(touched.length / 2 / 40 - 30.5)).toBeLessThan(8);
});

test('begins with the first record after the change and lasts 60 days at most', () => {
  const [first] = touched;
  if (first === undefined) throw new Error('a record that is touched');
  expect(first.truth.trueTimeMs).toBeGreaterThanOrEqual(SPRING_MS);
  expect(first.truth.trueTimeMs).toBeLessThan(SPRING_MS + DAY_MS);
  const spring = touched.filter(({ truth }) => truth.trueTimeMs < SPRING_MS + 100 * DAY_MS);
  expect(spring.at(-1)?.truth.trueTimeMs).toBeLessThan(SPRING_MS + 61 * DAY_MS);
});

test('where the clocks never change, neither does this', () => {
  const source = take(1000, records()).map((record) => ({ ...record, offsetMinutes: 330 }));
  const passed = [...dstNotApplied.apply(source, settingOf(ID, { zone: 'Asia/Kolkata' }))];
  passed.forEach((record, i) => expect(record).toBe(source[i]));
});

test('at half the rate half of the changes are made in time', () => {
  const runs = Array.from({ length: 10 }, (_, patient) =>
    runsOf(recordsAfter(dstNotApplied, TWENTY_YEARS / 2, { perDay: 1, patient, rate: 0.5 }), ID),
  ).reduce((a, b) => a + b, 0);
  expect(Math.abs(runs / 400 - 0.5)).toBeLessThan(0.1);
});

test.each(['good-unset', 'good-typed-hand-set'])(
  'a clock that nobody has set is an hour behind without it: %s',
  (meter) => {
    const options = { archetype: 't1d-mdi', seed: 7, index: 0, zone: 'Europe/Vienna', days: 40, meter } as const;
    const start = Date.parse('2026-03-02T00:00:00+01:00');
    const behind = (faults: readonly ActiveFault[]): readonly number[] =>
      [...simulatePatient({ ...options, start, faults })].map(({ reading, truth }) =>
        Math.round((Date.parse(reading.effective) - truth.trueTimeMs) / MINUTE_MS),
      );
    const without = behind([]);
    expect(Math.min(...without)).toBeLessThanOrEqual(-60);
    expect(behind([{ fault: dstNotApplied, rate: 1 }])).toEqual(without);
  },
);
