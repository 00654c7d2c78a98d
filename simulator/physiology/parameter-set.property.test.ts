import fc from 'fast-check';
import { expect, test } from 'vitest';
import { InputProblem } from '../../contract/input-problem.ts';
import { randomStream } from '../random.ts';
import { AS_DESCRIBED } from './glucose/body.ts';
import { bodyOf, readParameterSet, type GlucoseSet } from './parameter-set.ts';
import { NORMAL, TYPE_2 } from './glucose/parameters.ts';
import { ADULTS } from './glucose/type1-cohort.ts';
import { drawType1Person } from './glucose/type1-person.ts';

const SEED = 20260302;
const SETS = [
  { model: 'dalla-man-2007', parameters: NORMAL },
  { model: 'dalla-man-2007', parameters: TYPE_2 },
  { model: 'uva-padova-s2008', parameters: drawType1Person(ADULTS, randomStream(SEED, 'fuzz')) },
] as const;

/** The set, or undefined when it was refused as bad input; anything else that is thrown fails the test. */
const read = (text: string): GlucoseSet | undefined => {
  try {
    const set = readParameterSet(text);
    if (set.model === 'hall-2011') throw new Error('a set of weight');
    return set;
  } catch (error) {
    expect(error).toBeInstanceOf(InputProblem);
    expect((error as InputProblem).message).not.toMatch(/undefined is|\[object/);
    return undefined;
  }
};

test(`numbers far from those of a person are refused, or a body lives a day by them (seed ${SEED})`, () => {
  let [usable, refused] = [0, 0];
  fc.assert(
    fc.property(
      fc.constantFrom(...SETS),
      fc.array(fc.tuple(fc.nat(), fc.integer({ min: -30, max: 30 })), { minLength: 1, maxLength: 3 }),
      ({ model, parameters }, changes) => {
        const changed: Record<string, number> = { ...parameters };
        const names = Object.keys(changed);
        for (const [at, tenths] of changes) {
          const name = names[at % names.length] ?? '';
          changed[name] = (changed[name] ?? 0) * Math.exp(tenths / 10);
        }
        const set = read(JSON.stringify({ model, parameters: changed }));
        if (set === undefined) {
          refused++;
          return;
        }
        usable++;
        const body = bodyOf(set);
        body.eat(75);
        body.injectRapid(3);
        for (let hour = 0; hour < 24; hour++) {
          body.advance(60, AS_DESCRIBED);
          expect(body.plasmaGlucoseMgDl()).toBeGreaterThan(0);
          expect(body.plasmaGlucoseMgDl()).toBeLessThan(5000);
        }
        expect(body.lowestMass()).toBeGreaterThanOrEqual(0);
      },
    ),
    { seed: SEED, numRuns: 120 },
  );
  // Both happen, or nothing was shown.
  expect(usable).toBeGreaterThan(20);
  expect(refused).toBeGreaterThan(20);
});

test(`text that is no parameter set is refused as such (seed ${SEED})`, () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      expect(read(text)).toBeUndefined();
    }),
    { seed: SEED, numRuns: 300 },
  );
});
