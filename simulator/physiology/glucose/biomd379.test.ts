import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { emptyGut, emptyingOf, gutStep, serve, swallow } from './gut.ts';
import { mealConstants, plasmaGlucose, restingMeal, takeMealSteps } from './meal-step.ts';
import { NORMAL, type GlucoseParameters } from './parameters.ts';
import { noSkinInsulin, skinStep } from './skin-insulin.ts';
import { steadyStateOf } from './steady-state.ts';
import { USUAL_SUBCUTANEOUS } from './subcutaneous.ts';

const SBML = '../shared/data/BIOMD379.xml';
const hasSbml = existsSync(SBML);

/** Its names of our parameters. */
const NAMES: Readonly<Partial<Record<keyof GlucoseParameters, string>>> = {
  bodyWeightKg: 'BW',
  vg: 'V_G',
  k1: 'k_1',
  k2: 'k_2',
  vi: 'V_I',
  m1: 'm_1',
  m2: 'm_2',
  m4: 'm_4',
  m5: 'm_5',
  m6: 'm_6',
  heb: 'HE_b',
  kmax: 'k_max',
  kmin: 'k_min',
  kabs: 'k_abs',
  kgri: 'k_gri',
  f: 'f',
  b: 'b',
  d: 'd',
  kp1: 'k_p1',
  kp2: 'k_p2',
  kp3: 'k_p3',
  kp4: 'k_p4',
  ki: 'k_i',
  fcns: 'U_ii',
  vm0: 'V_m0',
  vmx: 'V_mX',
  km0: 'K_m0',
  p2u: 'p_2U',
  k: 'K',
  alpha: 'alpha',
  beta: 'beta',
  gamma: 'gamma',
  ke1: 'k_e1',
  ke2: 'k_e2',
};

test.skipIf(!hasSbml)(
  'every parameter of the normal subject is that of BIOMD0000000379 (skipped without shared data)',
  () => {
    const sbml = readFileSync(SBML, 'utf8');
    const theirs = new Map(
      [...sbml.matchAll(/<parameter id="(\w+)"[^>]*? value="([^"]+)"/g)].map(([, id, value]) => [id, Number(value)]),
    );
    expect(Object.keys(NAMES).toSorted()).toEqual(Object.keys(NORMAL).toSorted());
    for (const [ours, name] of Object.entries(NAMES)) {
      expect(theirs.get(name), `${ours} is ${name}`).toBe(NORMAL[ours as keyof GlucoseParameters]);
    }
  },
);

/**
 * BIOMD379 as coded: its own amounts at the start, a fifth less uptake, no loss through the kidney. It lets
 * the dynamic part of secretion fall below nothing, so the curves are the same only while glucose rises.
 */
test('the rise after 78 g is that of BIOMD379 from its own start', () => {
  const p: GlucoseParameters = { ...NORMAL, vm0: 0.8 * NORMAL.vm0, vmx: 0.8 * NORMAL.vmx, ke1: 0 };
  const rest = steadyStateOf(NORMAL);
  if (rest === undefined) throw new Error('no steady state');
  const start = {
    ...rest,
    plasmaGlucose: 178,
    tissueGlucose: 135,
    liverInsulin: 4.5,
    plasmaInsulin: 1.25,
    insulinPmolL: 25,
    portalInsulin: 3.6,
    secretion: 1.8,
  };
  const state = restingMeal(start);
  const constants = mealConstants(p, { ...start, plasmaGlucose: 95 * p.vg });
  const gut = emptyGut();
  const step = {
    minutes: 1,
    gut: gutStep({ ...p, grinding: p.kgri }, 1),
    emptying: emptyingOf(p),
    skin: skinStep(USUAL_SUBCUTANEOUS, 1),
  };
  serve(gut, 78, Number.POSITIVE_INFINITY);
  swallow(gut);
  const curve = Array.from({ length: 81 }, (_, minute) => {
    if (minute > 0) takeMealSteps(state, gut, noSkinInsulin(), constants, step, 1);
    return plasmaGlucose(state) / p.vg;
  });
  expect(curve[0]).toBeCloseTo(94.68, 2);
  expect(Math.abs((curve[60] ?? 0) - 162.98)).toBeLessThan(0.1);
  expect(Math.abs(Math.max(...curve) - 163.94)).toBeLessThan(0.1);
  expect(Math.abs(curve.indexOf(Math.max(...curve)) - 70)).toBeLessThanOrEqual(1);
});
