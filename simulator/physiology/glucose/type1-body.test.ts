import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { AS_DESCRIBED } from './body.ts';
import { type1Body, type Stepping } from './type1-body.ts';
import type { Type1Parameters } from './type1-parameters.ts';

const TRACE = '../shared/data/uvapadova_reference.csv';
const hasTrace = existsSync(TRACE);

/** One row of simglucose's parameters (MIT), an oracle for tests only: no person of the product is made of it. */
const ORACLE: Type1Parameters = {
  bodyWeightKg: 102.32,
  vg: 1.9152,
  vi: 0.054906,
  kmax: 0.046122,
  kmin: 0.0037927,
  kabs: 0.08906,
  f: 0.9,
  b: 0.70391,
  d: 0.21057,
  k1: 0.058138,
  k2: 0.087114,
  ksc: 0.0766,
  kp1: 4.73140582528,
  kp2: 0.00469,
  kp3: 0.01208,
  ki: 0.0046374,
  fcns: 1,
  vm0: 3.2667306607,
  vmx: 0.031319,
  km0: 253.52,
  p2u: 0.027802,
  ke1: 0.0005,
  ke2: 339,
  m1: 0.15446,
  m2: 0.225027424083,
  m4: 0.090010969633,
  m30: 0.23169,
  kd: 0.0152,
  ka1: 0.0019,
  ka2: 0.0078,
  rescue: 0,
  ib: 100.25,
};

interface Point {
  readonly minute: number;
  readonly sensor: number;
  readonly plasma: number;
  readonly insulin: number;
}
const trace = (name: string): readonly Point[] =>
  readFileSync(TRACE, 'utf8')
    .split('\n')
    .map((line) => line.split(','))
    .filter(([found]) => found === name)
    .map(([, ...cells]) => {
      const [minute = 0, sensor = 0, plasma = 0, insulin = 0] = cells.map(Number);
      return { minute, sensor, plasma, insulin };
    });

const CASES: readonly [name: string, grams: number, units: number][] = [
  ['adult#001/basal_only', 0, 0],
  ['adult#001/meal50_t60_nobolus', 50, 0],
  ['adult#001/meal50_t60_bolus50/CR', 50, 5],
];

test.skipIf(!hasTrace)('the reference holds these cases and no others (skipped without shared data)', () => {
  const names = readFileSync(TRACE, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',')[0]);
  expect([...new Set(names)]).toEqual(CASES.map(([name]) => name));
});

describe.each(CASES)('UVA/Padova against the reference trace %s', (name, grams, units) => {
  test.skipIf(!hasTrace).each<[Stepping, number]>([
    ['minute', 0.05],
    ['adaptive', 0.05],
  ])('%s steps: within %d mg/dL at every point (skipped without shared data)', (stepping, tolerance) => {
    const points = trace(name);
    expect(points).toHaveLength(145);
    const body = type1Body(ORACLE, stepping);
    let minute = 0;
    for (const point of points) {
      body.advance(point.minute - minute, AS_DESCRIBED);
      minute = point.minute;
      expect(Math.abs(body.interstitialGlucoseMgDl() - point.sensor), `sensor at ${minute}`).toBeLessThanOrEqual(
        tolerance,
      );
      expect(Math.abs(body.plasmaGlucoseMgDl() - point.plasma), `plasma at ${minute}`).toBeLessThanOrEqual(tolerance);
      expect(Math.abs(body.plasmaInsulinPmolL() - point.insulin), `insulin at ${minute}`).toBeLessThanOrEqual(0.01);
      if (minute === 60) {
        body.eat(grams);
        body.injectRapid(units);
      }
    }
  });
});

describe('a dose far beyond any, in a body that insulin acts strongly on', () => {
  const strong = { ...ORACLE, vmx: 5 * ORACLE.vmx };
  test.each<[Stepping, number]>([
    ['minute', 100],
    ['minute', 1000],
    ['minute', 10_000],
    ['adaptive', 100],
    ['adaptive', 1000],
  ])('%s steps: no part of it goes negative after %d U', (stepping, units) => {
    const body = type1Body(strong, stepping);
    body.injectRapid(units);
    for (let minute = 0; minute < 1440; minute += 5) {
      body.advance(5, { ...AS_DESCRIBED, sensitivity: 1.5, uptake: 1.6 });
      expect(body.lowestMass(), `minute ${minute}`).toBeGreaterThanOrEqual(0);
      expect(body.plasmaGlucoseMgDl(), `minute ${minute}`).toBeLessThan(200);
    }
  });

  test('time may pass in one go or in many', () => {
    const [one, many] = [type1Body(strong), type1Body(strong)];
    for (const body of [one, many]) body.injectRapid(300);
    one.advance(600, AS_DESCRIBED);
    for (let minute = 0; minute < 600; minute += 15) many.advance(15, AS_DESCRIBED);
    expect(many.snapshot()).toEqual(one.snapshot());
  });
});
