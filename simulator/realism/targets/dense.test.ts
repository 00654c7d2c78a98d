import { describe, expect, test } from 'vitest';
import { MINUTE_MS } from '../../clock.ts';
import type { PatientStream } from '../observation.ts';
import { judge } from '../statistic.ts';
import { PREDIABETES_STATISTICS } from './prediabetes.ts';
import { TYPE_2_STATISTICS } from './type-2.ts';

const STEPS = 288;
/** Night at `level`, from six on higher by `rise`: one day. */
const person = (id: number, level: number, rise: number): PatientStream => ({
  id: String(id),
  observations: Array.from({ length: STEPS }, (_, i) => ({
    wallMs: i * 5 * MINUTE_MS,
    mgDl: level + (i < 72 ? 0 : rise),
  })),
});
/** Of the twenty, five rise by each of 0, 10, 30 and 40 mg/dL. */
const people = Array.from({ length: 20 }, (_, i) => person(i, 100 + i, [0, 10, 30, 40][i % 4] ?? 0));
const figure = (statistics: typeof TYPE_2_STATISTICS, id: string): number | undefined =>
  judge(statistics, people).find((verdict) => verdict.id === `dense.${id}`)?.simulated;

describe('what section 7.2 says of people and nights', () => {
  test.each([
    ['dawn', 20],
    ['dawn.lower', 7.5],
    ['dawn.upper', 32.5],
    ['dawn.clear', 50],
    ['at7.above180', 0],
  ])('type 2: %s is %d', (id, value) => expect(figure(TYPE_2_STATISTICS, id)).toBeCloseTo(value, 9));

  test('how far own means lie apart, and the least and most CV of as many people as the real ones', () => {
    expect(figure(TYPE_2_STATISTICS, 'patient.mean.sd')).toBeGreaterThan(5);
    expect(figure(TYPE_2_STATISTICS, 'patient.cv.least')).toBe(0);
    // Fourteen are one group with everybody; five are four groups.
    expect(figure(PREDIABETES_STATISTICS, 'patient.cv.most')).toBeGreaterThan(
      figure(TYPE_2_STATISTICS, 'patient.cv.most') ?? Number.NaN,
    );
  });

  test('every figure of the source has a row', () => {
    const ids = (statistics: typeof TYPE_2_STATISTICS) => statistics.map(({ id }) => id);
    expect(ids(TYPE_2_STATISTICS)).toHaveLength(39);
    // Prediabetes has no figures of its own for the fasting values far from the mean.
    expect(ids(PREDIABETES_STATISTICS)).toHaveLength(31);
  });
});
