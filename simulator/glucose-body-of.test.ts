import { expect, test } from 'vitest';
import { type1Mdi } from './cohort/glucose/type-1.ts';
import { type2Oral } from './cohort/glucose/type-2.ts';
import { glucoseBodyOf } from './glucose-body-of.ts';
import { randomStream } from './random.ts';

const bodies = (kind: typeof type2Oral.body) =>
  Array.from({ length: 20 }, (_, i) => glucoseBodyOf(kind, (...keys) => randomStream(3, i, ...keys)));

test('people rest where their kind rests, and differ', () => {
  const rests = bodies(type2Oral.body).map((body) => body.restMgDl);
  const [low, high] = type2Oral.body.model === 'dalla-man' ? type2Oral.body.restMgDl : [0, 0];
  for (const rest of rests) {
    expect(rest).toBeGreaterThanOrEqual(low);
    expect(rest).toBeLessThanOrEqual(high);
  }
  expect(new Set(rests).size).toBe(20);
});

test('who makes no insulin needs it', () => {
  for (const { therapy, bodyWeightKg } of bodies(type1Mdi.body)) {
    expect(therapy.basalUnitsPerDay / bodyWeightKg).toBeGreaterThan(0.1);
  }
});

test('a kind that nobody is of is said to be so', () => {
  const { body } = type2Oral;
  if (body.model !== 'dalla-man') throw new Error('another model');
  const nobody = { ...body, restMgDl: [20, 21] as const };
  expect(() => glucoseBodyOf(nobody, (...keys) => randomStream(3, ...keys))).toThrow(RangeError);
});
