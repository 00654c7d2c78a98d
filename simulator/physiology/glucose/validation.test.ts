import { describe, expect, test } from 'vitest';
import { AS_DESCRIBED } from './body.ts';
import { dallaManBody } from './dalla-man-body.ts';
import { NORMAL, TYPE_2, type GlucoseParameters } from './parameters.ts';
import { parameterProblems } from './validation.ts';

describe('parameter sets', () => {
  test('both published subjects are people', () => {
    expect(parameterProblems(NORMAL)).toEqual([]);
    expect(parameterProblems(TYPE_2)).toEqual([]);
  });

  test.each<[string, Partial<GlucoseParameters>, RegExp]>([
    ['a negative volume', { vg: -1.88 }, /vg is -1.88/],
    ['a zero rate', { k1: 0 }, /k1 is 0/],
    ['not a number', { beta: Number.NaN }, /beta is NaN/],
    ['an infinite rate', { kabs: Number.POSITIVE_INFINITY }, /kabs is Infinity/],
    ['a fraction of 1', { heb: 1 }, /heb is 1/],
    ['a fraction above 1', { b: 1.2 }, /b is 1.2/],
    ['no insulin at rest', { m6: 0.6 }, /no insulin/],
    ['a stomach faster at its slowest', { kmin: 0.06 }, /kmin/],
    ['a liver that makes too little', { kp1: 0.5 }, /steady/],
    ['a resting glucose nobody has', { kp1: 6 }, /at rest is .* mg\/dL/],
  ])('%s is refused with its reason', (_what, change, reason) => {
    const problems = parameterProblems({ ...NORMAL, ...change });
    expect(problems.map(({ what }) => what).join('; ')).toMatch(reason);
  });

  test('insulin that is gone faster than a step can follow is refused: a low would end in no number', () => {
    const quick = { ...TYPE_2, m1: 2 * TYPE_2.m1 };
    const body = dallaManBody(quick);
    body.injectRapid(20);
    body.advance(1440, AS_DESCRIBED);
    expect(body.plasmaGlucoseMgDl()).toBeNaN();
    expect(parameterProblems(quick)).toEqual([{ field: 'm1', what: expect.stringContaining('m1 (0.758)') }]);
  });

  test('every wrong number is named, not the first alone', () => {
    expect(parameterProblems({ ...NORMAL, vg: -1, km0: 0 })).toHaveLength(2);
  });

  test.each<[string, Partial<GlucoseParameters>, RegExp]>([
    ['secretion that overshoots until little glucose is left', { k: 200 }, /falls to .* after 75 g, minute \d+/],
    ['a stomach faster than a step of a minute', { kmax: 4 }, /negative after 75 g, minute \d+$/],
    ['an exchange between plasma and tissue faster than a step', { k1: 3, k2: 3 }, /drifts|negative/],
  ])('%s is refused', (_what, change, reason) => {
    expect(parameterProblems({ ...NORMAL, ...change })[0]?.what).toMatch(reason);
  });
});
