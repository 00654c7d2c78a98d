import { describe, expect, test } from 'vitest';
import type { GlucoseBody } from '../physiology/glucose/body.ts';
import { randomStream } from '../random.ts';
import { type1Mdi } from '../cohort/glucose/type-1.ts';
import { type2Oral } from '../cohort/glucose/type-2.ts';
import type { GlucoseBehaviour } from './glucose-behaviour.ts';
import { insulinOf } from './insulin-user.ts';
import { waysOf } from './ways.ts';

const THERAPY = { basalUnitsPerDay: 24, carbohydrateGramsPerUnit: 10, correctionMgDlPerUnit: 50 };
const bodyLog = () => {
  const settled: number[] = [];
  const body = { therapy: THERAPY, settleOnLong: (units: number) => settled.push(units) } as unknown as GlucoseBody;
  return { body, settled };
};
const { bolus } = type1Mdi.behaviour;
const EXACT: GlucoseBehaviour = {
  ...type1Mdi.behaviour,
  ...(bolus === undefined
    ? {}
    : {
        bolus: {
          ...bolus,
          carbCountSigma: 0,
          actionSigma: 0,
          missed: 0,
          late: 0,
          personSigma: 0,
          share: { breakfast: 1 },
          targetMgDl: 120,
          targetSigma: 0,
          correction: 1,
          bedtimeCorrection: 0.5,
        },
      }),
};
const user = (b: GlucoseBehaviour = EXACT) => {
  const { body, settled } = bodyLog();
  const ways = waysOf(b, randomStream(1, 'ways'));
  return { insulin: insulinOf(b, ways, body), settled, ways, body };
};
const BREAKFAST = { name: 'breakfast', minute: 420, grams: 60 } as const;

describe('someone who injects', () => {
  test('corrects by a reading of the last hour, not by an older one', () => {
    const { insulin } = user();
    insulin.reads(400, 220);
    expect(insulin.forMeal(BREAKFAST, 420, randomStream(1))?.units).toBe(8);
    expect(insulin.forMeal(BREAKFAST, 461, randomStream(1))?.units).toBe(6);
  });

  test('takes nothing with a meal that has no share', () => {
    expect(user().insulin.forMeal({ ...BREAKFAST, name: 'rescue' }, 420, randomStream(1))).toBeUndefined();
  });

  test('corrects at bedtime by its own share, and never below none', () => {
    const { insulin } = user();
    insulin.reads(1300, 320);
    expect(insulin.atBedtime(1310, randomStream(1))?.units).toBe(2);
    insulin.reads(1300, 100);
    expect(insulin.atBedtime(1310, randomStream(1))).toBeUndefined();
  });

  test('corrects to what was agreed with this person, before a meal and at bedtime', () => {
    const { ways, body } = user();
    const insulin = insulinOf(EXACT, { ...ways, targetMgDl: 170 }, body);
    insulin.reads(400, 220);
    expect(insulin.forMeal(BREAKFAST, 420, randomStream(1))?.units).toBe(7);
    insulin.reads(1300, 320);
    expect(insulin.atBedtime(1310, randomStream(1))?.units).toBe(1.5);
  });

  test('starts as if the usual basal dose had been taken for ever', () => {
    const { insulin, settled } = user();
    insulin.settle();
    const { basal } = type1Mdi.behaviour;
    expect(settled).toHaveLength(1);
    expect(Math.abs(Math.log((settled[0] ?? 0) / 24 / (basal?.share ?? 0)))).toBeLessThan(1);
  });
});

test('who takes no insulin has none to settle, to eat with or to sleep on', () => {
  const { insulin, settled } = user(type2Oral.behaviour);
  insulin.settle();
  insulin.reads(400, 300);
  expect(settled).toEqual([]);
  expect(insulin.forMeal(BREAKFAST, 420, randomStream(1))).toBeUndefined();
  expect(insulin.atBedtime(410, randomStream(1))).toBeUndefined();
  expect(insulin.basal(randomStream(1))).toEqual({ units: 0, effect: 0 });
});
