import { describe, expect, test } from 'vitest';
import { InputProblem } from '../contract/input-problem.ts';
import { DEFAULT_POLICIES } from '../reference-impl/policies.ts';
import { parseArguments } from './arguments.ts';
import { POLICY_OPTIONS, policyOptions } from './policy-options.ts';

const policies = (...said: readonly string[]) =>
  policyOptions(parseArguments({ name: 'serve', words: '', options: POLICY_OPTIONS }, said));

describe('--policies', () => {
  test('unsaid leaves every default', () => {
    expect(policies()).toEqual(DEFAULT_POLICIES);
  });

  test('changes those that it names, and no other', () => {
    expect(policies('--policies', 'portal=required,backfill=none,backdateDays=0')).toEqual({
      ...DEFAULT_POLICIES,
      portal: 'required',
      backfill: 'none',
      backdateDays: 0,
    });
    const all = 'backfill=none,afterEnd=refuse,control=store-apart,future=quarantine,portal=required,sources=admitted';
    expect(policies('--policies', all)).toEqual({
      backfill: 'none',
      afterEnd: 'refuse',
      control: 'store-apart',
      future: 'quarantine',
      portal: 'required',
      sources: 'admitted',
      backdateDays: 30,
    });
  });

  test.each([
    ['', /--policies is empty/],
    ['portal', /portal is not usable/],
    ['portal=maybe', /portal=maybe is not usable/],
    ['portal=required=x', /is not usable/],
    ['portal=required,portal=none', /said twice/],
    ['duplicates=server-side', /no policy duplicates/],
    ['__proto__=x', /no policy __proto__/],
    ['backdateDays=-1', /not usable/],
    ['backdateDays=3651', /not usable/],
    ['backdateDays=1.5', /not usable/],
    ['backdateDays=', /not usable/],
  ])('%s is refused', (said, why) => {
    const attempt = (): unknown => policies('--policies', said);
    expect(attempt).toThrow(InputProblem);
    expect(attempt).toThrow(why);
  });
});
