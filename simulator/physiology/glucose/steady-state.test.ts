import { describe, expect, test } from 'vitest';
import { NORMAL, TYPE_2, type GlucoseParameters } from './parameters.ts';
import { steadyStateOf } from './steady-state.ts';

describe('steady state implied by the table', () => {
  test.each([
    ['normal', NORMAL, [91.8, 25.588, 1.5493, 1.2794, 4.5654, 3.0987, 172.583, 130.407, 1.9158]],
    ['type 2', TYPE_2, [159.23, 59.849, 4.0266, 2.3939, 5.9501, 8.0532, 237.255, 126.38, 1.9917]],
  ] as const)('%s', (_name, parameters, expected) => {
    const rest = steadyStateOf(parameters);
    const found = [
      rest?.glucoseMgDl,
      rest?.insulinPmolL,
      rest?.secretion,
      rest?.plasmaInsulin,
      rest?.liverInsulin,
      rest?.portalInsulin,
      rest?.plasmaGlucose,
      rest?.tissueGlucose,
      rest?.production,
    ];
    expected.forEach((value, i) => expect(Math.abs((found[i] ?? 0) / value - 1), `value ${i}`).toBeLessThan(1e-4));
  });

  test('what is made at rest is what is used', () => {
    for (const p of [NORMAL, TYPE_2]) {
      const rest = steadyStateOf(p);
      if (rest === undefined) throw new Error('no steady state');
      const used = (p.vm0 * rest.tissueGlucose) / (p.km0 + rest.tissueGlucose);
      expect(rest.production).toBeCloseTo(p.fcns + used, 9);
      expect(p.k1 * rest.plasmaGlucose).toBeCloseTo(p.k2 * rest.tissueGlucose + used, 9);
    }
  });

  test('above the renal threshold the kidney takes part', () => {
    const p: GlucoseParameters = { ...TYPE_2, kp1: TYPE_2.kp1 * 1.25 };
    const rest = steadyStateOf(p);
    if (rest === undefined) throw new Error('no steady state');
    expect(rest.plasmaGlucose).toBeGreaterThan(p.ke2);
    const used = (p.vm0 * rest.tissueGlucose) / (p.km0 + rest.tissueGlucose);
    expect(rest.production).toBeCloseTo(p.fcns + p.ke1 * (rest.plasmaGlucose - p.ke2) + used, 9);
  });

  test('more production at rest means more glucose at rest', () => {
    const levels = [0.95, 1, 1.05, 1.1].map((factor) => steadyStateOf({ ...TYPE_2, kp1: TYPE_2.kp1 * factor }));
    const glucose = levels.map((rest) => rest?.glucoseMgDl ?? 0);
    expect(glucose).toEqual(glucose.toSorted((a, b) => a - b));
    expect(new Set(glucose).size).toBe(4);
  });

  test('a liver that makes nothing has no steady state', () => {
    expect(steadyStateOf({ ...NORMAL, kp1: 0.5 })).toBeUndefined();
  });
});
