import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayOf } from './clock.ts';
import { weightArchetypes } from './cohort/weight-archetypes.ts';
import { usualWeightOf } from './cohort/weight-person.ts';
import { weightProblems } from './physiology/weight/weight-validation.ts';
import { randomSpace } from './random.ts';
import { weightCourse } from './weight-course.ts';

const SEED = 20260302;
const WEIGHINGS = 400;

test(`numbers far from those of people are refused, or people weigh something for a year by them (seed ${SEED})`, () => {
  let [usable, refused] = [0, 0];
  fc.assert(
    fc.property(
      fc.constantFrom(...weightArchetypes),
      fc.array(fc.tuple(fc.nat(), fc.integer({ min: -20, max: 20 })), { minLength: 1, maxLength: 3 }),
      fc.nat({ max: 1000 }),
      (archetype, changes, index) => {
        const usual = usualWeightOf(archetype);
        const changed = { ...usual };
        const names = Object.keys(changed) as (keyof typeof changed)[];
        for (const [at, tenths] of changes) {
          const name = names[at % names.length];
          if (name !== undefined) Object.assign(changed, { [name]: changed[name] * Math.exp(tenths / 10) });
        }
        if (weightProblems(changed).length > 0) {
          refused++;
          return;
        }
        usable++;
        const life = weightCourse({
          archetype,
          person: { gender: index % 2 === 0 ? 'female' : 'male', ageYears: 24 + (index % 60) },
          personId: 'MRN1',
          zone: 'America/New_York',
          firstDay: dayOf('2026-03-02'),
          space: randomSpace(SEED, archetype.name, index),
          parameters: changed,
        }).samplings();
        for (let weighing = 0; weighing < WEIGHINGS; weighing++) {
          const { truth, presented = Number.NaN } = life.next().value;
          expect(truth.trueValue).toBeGreaterThan(0);
          expect(truth.trueValue).toBeLessThan(600);
          expect(presented).toBeGreaterThanOrEqual(truth.trueValue);
        }
      },
    ),
    { seed: SEED, numRuns: 150 },
  );
  // Both happen, or nothing was shown.
  expect(usable).toBeGreaterThan(20);
  expect(refused).toBeGreaterThan(20);
});
