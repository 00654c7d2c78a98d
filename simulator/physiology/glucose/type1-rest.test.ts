import { describe, expect, test } from 'vitest';
import { randomStream } from '../../random.ts';
import { restingGlucose } from './glucose-balance.ts';
import { ADULTS } from './type1-cohort.ts';
import { drawType1Person } from './type1-person.ts';
import { type1Rest } from './type1-rest.ts';

const people = Array.from({ length: 20 }, (_, i) => drawType1Person(ADULTS, randomStream(41, 'rest', i)));

describe('a person at rest on the basal rate', () => {
  test('what flows in flows out, of every compartment', () => {
    for (const p of people) {
      const rest = type1Rest(p);
      if (rest === undefined) throw new Error('no rest');
      const { plasmaGlucose: gp, tissueGlucose: gt, plasmaInsulin: ip, liverInsulin: il } = rest;
      const [first, second] = rest.skinInsulin;
      const made = p.kp1 - p.kp2 * gp - p.kp3 * p.ib;
      const lost = p.fcns + p.ke1 * Math.max(0, gp - p.ke2);
      expect(made - lost - p.k1 * gp + p.k2 * gt).toBeCloseTo(0, 9);
      expect((p.vm0 * gt) / (p.km0 + gt)).toBeCloseTo(p.k1 * gp - p.k2 * gt, 9);
      expect(p.m2 * ip).toBeCloseTo((p.m1 + p.m30) * il, 12);
      expect(p.m1 * il + p.ka1 * first + p.ka2 * second).toBeCloseTo((p.m2 + p.m4) * ip, 9);
      expect(rest.basalPmolKgMin).toBeCloseTo((p.kd + p.ka1) * first, 12);
      expect(p.kd * first).toBeCloseTo(p.ka2 * second, 12);
      expect(rest.glucoseMgDl).toBeCloseTo(gp / p.vg, 12);
    }
  });

  test('a liver that makes more rests higher', () => {
    for (const p of people) {
      const [plain, more] = [type1Rest(p), type1Rest({ ...p, kp1: p.kp1 * 1.05 })];
      expect(more?.glucoseMgDl).toBeGreaterThan(plain?.glucoseMgDl ?? Number.NaN);
    }
  });
});

describe('the balance of glucose', () => {
  const balance = { made: 3, kp2: 0.004, fcns: 1, ke1: 0.0005, ke2: 339, k1: 0.06, k2: 0.12, vm0: 5, km0: 230 };

  test('is where nothing changes', () => {
    const rest = restingGlucose(balance);
    if (rest === undefined) throw new Error('no rest');
    expect(rest.production).toBeCloseTo(balance.made - balance.kp2 * rest.plasmaGlucose, 12);
    expect(rest.production - 1).toBeCloseTo((5 * rest.tissueGlucose) / (230 + rest.tissueGlucose), 9);
  });

  test.each([
    ['little is made', { made: 0.9 }],
    ['no end is used', { made: 1e6, kp2: 1e-9, vm0: 1, ke1: 1e-9 }],
    ['a number is none', { made: Number.NaN }],
  ])('there is none where %s', (_what, change) => {
    expect(restingGlucose({ ...balance, ...change })).toBeUndefined();
  });
});
