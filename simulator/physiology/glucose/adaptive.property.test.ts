import { describe, expect, test } from 'vitest';
import { randomStream } from '../../random.ts';
import { AS_DESCRIBED, type GlucoseBody } from './body.ts';
import { type1Body } from './type1-body.ts';
import { ADULTS, CHILDREN } from './type1-cohort.ts';
import { drawType1Person } from './type1-person.ts';

const SEED = 21;
const PEOPLE = 60;
const DAYS = 3;
const BLOCK_MINUTES = 15;
const TOLERANCE_MG_DL = 0.3;

type Act = readonly [minute: number, act: (body: GlucoseBody) => void];

/** Four meals with miscounted, late or missed boluses, and a long-acting dose. */
function actsOf(body: GlucoseBody, person: number, day: number): readonly Act[] {
  const random = randomStream(SEED, 'acts', person, day);
  const { therapy, bodyWeightKg } = body;
  const evening = therapy.basalUnitsPerDay * random.pick([1, 1, 1.4]);
  const acts: Act[] = [[1320 + random.int(60), (b) => b.injectLong(evening)]];
  for (const usual of [430, 740, 1080, 1270]) {
    const minute = usual + random.int(60) - 30;
    const grams = random.logNormal(0.7 * bodyWeightKg, 0.5) * (usual === 1270 ? 0.3 : 1);
    acts.push([minute, (b) => b.eat(grams)]);
    const units = (grams / therapy.carbohydrateGramsPerUnit) * random.logNormal(1, 0.4);
    const late = random.int(40);
    if (random.bernoulli(0.9)) acts.push([minute + late, (b) => b.injectRapid(units)]);
  }
  return acts.toSorted((a, b) => a[0] - b[0]);
}

/** Largest difference between both bodies at any moment of some days that are lived alike. */
function furthestApart(bodies: readonly [GlucoseBody, GlucoseBody], person: number): number {
  let furthest = 0;
  for (let day = 0; day < DAYS; day++) {
    let now = 0;
    const until = (minute: number): void => {
      while (now < minute) {
        const minutes = Math.min(minute, (Math.floor(now / BLOCK_MINUTES) + 1) * BLOCK_MINUTES) - now;
        const hour = now / 60;
        const by = {
          ...AS_DESCRIBED,
          production: 1 + 0.15 * Math.sin(hour / 4),
          sensitivity: 1 - 0.15 * Math.cos(hour / 4),
          uptake: day === 1 && hour > 16 && hour < 17 ? 1.6 : 1,
        };
        for (const body of bodies) body.advance(minutes, by);
        now += minutes;
        const [one, other] = bodies;
        furthest = Math.max(
          furthest,
          Math.abs(one.plasmaGlucoseMgDl() - other.plasmaGlucoseMgDl()),
          Math.abs(one.interstitialGlucoseMgDl() - other.interstitialGlucoseMgDl()),
        );
      }
    };
    for (const [minute, act] of actsOf(bodies[0], person, day)) {
      until(minute);
      for (const body of bodies) act(body);
    }
    until(1440);
  }
  return furthest;
}

describe(`adaptive steps against steps of a minute (seed ${SEED}, ${PEOPLE} people, ${DAYS} days each)`, () => {
  test(`type 1: never ${TOLERANCE_MG_DL} mg/dL apart`, () => {
    const apart = Array.from({ length: PEOPLE }, (_, i) => {
      const person = drawType1Person(i % 2 === 0 ? ADULTS : CHILDREN, randomStream(SEED, 'person', i));
      const bodies = [type1Body(person, 'adaptive'), type1Body(person, 'minute')] as const;
      for (const body of bodies) body.settleOnLong(body.therapy.basalUnitsPerDay, 8);
      return furthestApart(bodies, i);
    });
    // Both run: were they the same, this would prove nothing.
    expect(Math.max(...apart)).toBeGreaterThan(0);
    expect(Math.max(...apart)).toBeLessThanOrEqual(TOLERANCE_MG_DL);
  });
});
