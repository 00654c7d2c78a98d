import { expect, test } from 'vitest';
import { randomSpace } from '../../random.ts';
import type { WeightTraits } from './body-weight.ts';
import { decompensationKg } from './decompensation.ts';
import { livingBody, type BodyParts } from './living-body.ts';
import { driftingTissue } from './tissue.ts';

const TRAITS: WeightTraits = {
  dryWeightKg: 80,
  weeklyPercent: [1, 0, 0, 0, 0, 0, 0],
  fluidSdPercent: 0.4,
  fluidMemory: 0.6,
  wanderSdPercent: 0,
  wanderDays: 25,
  gutSdKg: 0.2,
  saltProbability: 0.05,
  saltKg: [0.2, 0.4],
  saltDays: 1.5,
  eveningRiseKg: { mean: 1, sd: 0 },
};
const still: WeightTraits = { ...TRAITS, fluidSdPercent: 0, gutSdKg: 0, saltProbability: 0 };

const live = (parts: Partial<BodyParts>, days: number, hour = 7): number[] => {
  const body = livingBody({ tissue: driftingTissue(80, 0), traits: TRAITS, ...parts }, randomSpace(1, 'body'));
  return Array.from({ length: days }, (_, day) => {
    body.live(day, day % 7);
    return body.weightKg(hour);
  });
};

test('tissue, week and the day add up', () => {
  expect(live({ traits: still }, 8)).toEqual([80.8, 80, 80, 80, 80, 80, 80, 80.8]);
  expect(live({ traits: still }, 1, 22)).toEqual([81.8]);
});

test('a decompensation comes on top of all that, and changes none of it', () => {
  const course = { eventDay: 12, gainKg: 4, responseKgPerDay: 1 };
  const [ill, well] = [live({ decompensation: course }, 30), live({}, 30)];
  ill.forEach((kg, day) => expect(kg - (well[day] ?? 0)).toBeCloseTo(decompensationKg(course, day), 9));
});

test('so does the water of a person on dialysis, which goes at its hour', () => {
  const dialysis = { gainKgPerDay: 1, gainSdKg: 0, weekdays: [0, 2, 4], overAtHour: 12, missed: 0 };
  const [morning, noon] = [
    live({ traits: still, dialysis }, 1)[0] ?? 0,
    live({ traits: still, dialysis }, 1, 12)[0] ?? 0,
  ];
  expect(morning).toBeCloseTo(83.8, 9);
  expect(morning - noon).toBeGreaterThan(2);
});
