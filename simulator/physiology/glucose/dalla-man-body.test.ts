import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { AS_DESCRIBED } from './body.ts';
import { dallaManBody } from './dalla-man-body.ts';
import { NORMAL, TYPE_2, type GlucoseParameters } from './parameters.ts';

const TRACE = '../shared/data/dallaman2007_reference.csv';
const hasTrace = existsSync(TRACE);

interface TracePoint {
  readonly minute: number;
  readonly glucose: number;
  readonly insulin: number;
  readonly appearance: number;
  readonly secretion: number;
  readonly production: number;
}

const trace = (name: string): readonly TracePoint[] =>
  readFileSync(TRACE, 'utf8')
    .split('\n')
    .map((line) => line.split(','))
    .filter((cells) => cells[0] === name)
    .map(([, ...numbers]) => {
      const [minute = 0, glucose = 0, insulin = 0, appearance = 0, secretion = 0, production = 0] = numbers.map(Number);
      return { minute, glucose, insulin, appearance, secretion, production };
    });

describe.each<[string, GlucoseParameters, number]>([
  ['normal_D78000_BW78', NORMAL, 78],
  ['T2D_D78000_BW91', TYPE_2, 78],
  ['T2D_D90000_BW91', TYPE_2, 90],
])('meal model against the reference trace %s', (name, parameters, grams) => {
  test.skipIf(!hasTrace)('within 0.1 mg/dL at every point (skipped without shared data)', () => {
    const points = trace(name);
    expect(points).toHaveLength(97);
    const model = dallaManBody(parameters);
    model.eat(grams, Number.POSITIVE_INFINITY);
    let minute = 0;
    for (const point of points) {
      model.advance(point.minute - minute, AS_DESCRIBED);
      minute = point.minute;
      const now = model.outputs();
      expect(Math.abs(now.glucoseMgDl - point.glucose), `minute ${minute}`).toBeLessThanOrEqual(0.1);
      expect(Math.abs(now.insulinPmolL - point.insulin), `insulin at ${minute}`).toBeLessThanOrEqual(0.5);
      expect(now.rateOfAppearance).toBeCloseTo(point.appearance, 1);
      expect(now.secretion).toBeCloseTo(point.secretion, 1);
      expect(now.production).toBeCloseTo(point.production, 2);
    }
  });
});

/** Highest glucose of `minutes` after a meal, and when. */
const peakOf = (parameters: GlucoseParameters, grams: number): { peak: number; minute: number } => {
  const model = dallaManBody(parameters);
  model.eat(grams, Number.POSITIVE_INFINITY);
  let best = { peak: 0, minute: 0 };
  for (let minute = 1; minute <= 420; minute++) {
    model.advance(1, AS_DESCRIBED);
    const { glucoseMgDl } = model.outputs();
    if (glucoseMgDl > best.peak) best = { peak: glucoseMgDl, minute };
  }
  return best;
};

describe('the course of a meal without the reference trace', () => {
  test.each<[string, GlucoseParameters, number, number, number]>([
    ['normal', NORMAL, 78, 157.35, 66],
    ['type 2', TYPE_2, 78, 278.19, 124],
    ['type 2', TYPE_2, 90, 294.69, 122],
  ])('%s: the published peak after a meal', (_name, parameters, grams, peak, minute) => {
    const found = peakOf(parameters, grams);
    expect(Math.abs(found.peak - peak)).toBeLessThan(0.1);
    expect(Math.abs(found.minute - minute)).toBeLessThanOrEqual(1);
  });

  test('more carbohydrate, higher peak; none, no change', () => {
    expect(peakOf(TYPE_2, 60).peak).toBeGreaterThan(peakOf(TYPE_2, 30).peak);
    expect(peakOf(TYPE_2, 0).peak).toBeCloseTo(dallaManBody(TYPE_2).atRest.glucoseMgDl, 6);
  });

  test('what is absorbed in the end is the fraction f of what was eaten, over several meals too', () => {
    const model = dallaManBody(TYPE_2);
    let absorbedMg = 0;
    for (let minute = 0; minute < 3 * 1440; minute++) {
      if (minute === 0) model.eat(50, Number.POSITIVE_INFINITY);
      if (minute === 90) model.eat(10, Number.POSITIVE_INFINITY);
      if (minute === 300) model.eat(70, Number.POSITIVE_INFINITY);
      const before = model.outputs().rateOfAppearance;
      model.advance(1, AS_DESCRIBED);
      absorbedMg += ((before + model.outputs().rateOfAppearance) / 2) * TYPE_2.bodyWeightKg;
    }
    expect(absorbedMg / (TYPE_2.f * 130_000)).toBeCloseTo(1, 3);
  });
});

const after = (minutes: number, production: number, sensitivity: number): number => {
  const model = dallaManBody(TYPE_2);
  model.eat(30, Number.POSITIVE_INFINITY);
  for (let minute = 0; minute < minutes; minute++) model.advance(1, { ...AS_DESCRIBED, production, sensitivity });
  return model.outputs().glucoseMgDl;
};

describe('modulation', () => {
  test('a liver that makes more raises glucose, insulin that acts more lowers it', () => {
    expect(after(180, 1.1, 1)).toBeGreaterThan(after(180, 1, 1) + 5);
    expect(after(180, 1, 1.3)).toBeLessThan(after(180, 1, 1) - 3);
  });

  test('production in the outputs is that of the modulation last lived under', () => {
    const model = dallaManBody(NORMAL);
    const plain = model.outputs().production;
    model.advance(0, { ...AS_DESCRIBED, production: 1.1 });
    expect(model.outputs().production).toBeCloseTo(plain + 0.1 * NORMAL.kp1, 9);
  });
});

describe('limits of the body', () => {
  test('insulin acts on the liver too: at rest twice the sensitivity halves nothing but its share', () => {
    const model = dallaManBody(TYPE_2);
    const plain = model.outputs().production;
    const { insulinPmolL } = model.atRest;
    model.advance(0, { ...AS_DESCRIBED, sensitivity: 2 });
    expect(plain - model.outputs().production).toBeCloseTo(TYPE_2.kp3 * insulinPmolL, 9);
  });

  test('secretion stops when glucose is far too low; it never turns negative', () => {
    const model = dallaManBody(TYPE_2);
    let lowest = Number.POSITIVE_INFINITY;
    for (let minute = 0; minute < 1440; minute++) {
      model.advance(1, { ...AS_DESCRIBED, production: 0.3 });
      lowest = Math.min(lowest, model.outputs().secretion);
    }
    expect(model.outputs().glucoseMgDl).toBeLessThan(70);
    expect(lowest).toBeGreaterThanOrEqual(0);
    expect(lowest).toBeLessThan(0.2);
  });
});

test('parameters without a steady state make no model', () => {
  expect(() => dallaManBody({ ...NORMAL, kp1: 0.001 })).toThrow(RangeError);
});
