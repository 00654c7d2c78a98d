import { describe, expect, test } from 'vitest';
import { DAY_MS, MINUTE_MS } from '../../clock.ts';
import { samplingsAfter } from '../frequency.test-helper.ts';
import { samplings, settingOf, START_MS, take, touchedWith } from '../streams.test-helper.ts';
import { controlSolution } from './control-solution.ts';
import { unlabelledControl } from './unlabelled-control.ts';

const PER_DAY = 4;
const YEARS = 40;
const COUNT = Math.round(YEARS * 365.25 * PER_DAY);

describe.each([
  [controlSolution, 'control', 12],
  [unlabelledControl, 'capillary', 1.2],
] as const)('$id', (fault, specimen, perYear) => {
  const all = samplingsAfter(fault, COUNT);
  const added = touchedWith(all, fault.id);

  test(`${perYear} a year`, () => {
    expect(all).toHaveLength(COUNT + added.length);
    expect(Math.abs(added.length / YEARS / perYear - 1)).toBeLessThan(perYear > 2 ? 0.15 : 0.45);
  });

  test(`is of nobody, ${specimen} to the meter, three minutes before a test`, () => {
    const times = new Set(all.map(({ atMs }) => atMs));
    for (const item of added) {
      expect(item.truth.personId).toBe('');
      expect(item.specimen).toBe(specimen);
      expect(item.truth.trueValue).toBe(item.presented);
      expect(times.has(item.atMs + 3 * MINUTE_MS)).toBe(true);
    }
  });
});

test('seven in ten are of the normal solution, 110 ± 8, the others of the high one, 300 ± 15', () => {
  const values = touchedWith(samplingsAfter(controlSolution, 20_000, { rate: 10 }), 'control-solution').map(
    ({ presented }) => presented,
  );
  const normal = values.filter((value) => value < 200);
  const high = values.filter((value) => value >= 200);
  expect(Math.abs(normal.length / values.length - 0.7)).toBeLessThan(0.06);
  const moments = (x: readonly number[]) => {
    const mean = x.reduce((a, b) => a + b, 0) / x.length;
    return [mean, Math.sqrt(x.reduce((sum, v) => sum + (v - mean) ** 2, 0) / x.length)] as const;
  };
  expect(Math.abs(moments(normal)[0] - 110)).toBeLessThan(1.5);
  expect(Math.abs(moments(normal)[1] - 8)).toBeLessThan(1);
  expect(Math.abs(moments(high)[0] - 300)).toBeLessThan(4);
  expect(Math.abs(moments(high)[1] - 15)).toBeLessThan(3);
});

test('a person who does not test for a year checks the meter once when they do', () => {
  const [first, second] = take(2, samplings());
  if (first === undefined || second === undefined) throw new Error('two samplings');
  const later = { ...second, atMs: first.atMs + 365 * DAY_MS };
  const all = [...controlSolution.apply([first, later], settingOf('control-solution'))];
  expect(all.map(({ specimen }) => specimen)).toEqual(['capillary', 'control', 'capillary']);
});

test('where there is no time before a test, the next will do', () => {
  const close = take(3, samplings()).map((item, i) => ({ ...item, atMs: START_MS + i * 2 * MINUTE_MS + 1 }));
  expect([...controlSolution.apply(close, settingOf('control-solution', { rate: 1e9 }))]).toEqual(close);
});
