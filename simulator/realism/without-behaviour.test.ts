import { expect, test } from 'vitest';
import { type1Mdi } from '../cohort/glucose/type-1.ts';
import { separation } from './classifier.ts';
import { PER_PATIENT, perPatient } from './finger-statistics.ts';
import { mean } from './moments.ts';
import { dayOf } from './observation.ts';
import { randomWalks } from './random-walk.ts';
import { fingerCohort } from './simulated.ts';
import { withoutBehaviour } from './without-behaviour.ts';

const cohort = (archetype: typeof type1Mdi) => fingerCohort({ archetype, seed: 3, patients: 20, days: () => 20 });
const people = cohort(type1Mdi);
const perfect = cohort(withoutBehaviour(type1Mdi));

test('who never errs varies much less', () => {
  const cv = (patients: typeof people) => mean(perPatient(patients, PER_PATIENT.cv));
  expect(cv(perfect)).toBeLessThan(cv(people) - 12);
});

test('the classifier tells people from those who never err, and from a random walk', () => {
  expect(separation(people, perfect).auc).toBeGreaterThanOrEqual(0.95);
  const times = people[0]?.observations.map((o) => o.wallMs) ?? [];
  expect(separation(people, randomWalks(20, times, { mean: 160, sd: 80 }, 3)).auc).toBeGreaterThanOrEqual(0.95);
});

test('the same seed is the same people; a day more only adds to the end', () => {
  const days = (n: number) =>
    fingerCohort({ archetype: type1Mdi, seed: 3, patients: 1, days: () => n })[0]?.observations ?? [];
  const short = days(5);
  expect(days(9).slice(0, short.length)).toEqual(short);
  expect(dayOf(short.at(-1) ?? { wallMs: 0, mgDl: 0 }) - dayOf(short[0] ?? { wallMs: 0, mgDl: 0 })).toBeLessThan(5);
});
