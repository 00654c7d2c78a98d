import { describe, expect, test } from 'vitest';
import { COVERAGE } from './coverage.ts';
import { loadCases } from './load.ts';
import type { WorkedCase } from './worked-case.ts';

const cases = loadCases();
const naming = (prefix: string): readonly (readonly [entry: string, one: WorkedCase])[] =>
  cases.flatMap((one) =>
    one.covers.filter((c) => c.startsWith(prefix)).map((c) => [c.slice(prefix.length), one] as const),
  );

describe('what the cases cover', () => {
  test('every entry of the table has a case', () => {
    const named = new Set(cases.flatMap((c) => c.covers));
    expect(Object.keys(COVERAGE).filter((entry) => !named.has(entry))).toEqual([]);
  });

  test('no case names what is not in the table, or nothing at all, or one thing twice', () => {
    for (const { name, covers } of cases) {
      expect(covers.length, name).toBeGreaterThan(0);
      expect(new Set(covers).size, name).toBe(covers.length);
      expect(
        covers.filter((c) => !Object.hasOwn(COVERAGE, c)),
        name,
      ).toEqual([]);
    }
  });

  test('a case that claims a refusal refuses for that reason', () => {
    for (const [code, one] of naming('refusal/'))
      expect(
        one.acts.some((a) => a.expect.outcome === 'refused' && a.expect.refusal === code),
        `${one.name} ${code}`,
      ).toBe(true);
  });

  test('a case that claims a reason of withdrawal withdraws for it', () => {
    for (const [reason, one] of naming('item/withdrawn/'))
      expect(
        one.acts.some((a) => a.withdraws.some((w) => w.reason === reason)),
        `${one.name} ${reason}`,
      ).toBe(true);
  });

  test('a case that claims a kind of bundle sends one', () => {
    for (const [kind, one] of naming('bundle/'))
      if (kind !== 'order')
        expect(
          one.acts.some((a) => a.op === 'reading.submit' && a.bundle?.kind === kind),
          one.name,
        ).toBe(true);
  });

  test('a case that claims a policy beside the defaults declares it', () => {
    const DECLARED: Readonly<Record<string, WorkedCase['policies']>> = {
      'backfill-none': { backfill: 'none' },
      'after-end-refuse': { afterEnd: 'refuse' },
      'control-store-apart': { control: 'store-apart' },
      'future-quarantine': { future: 'quarantine' },
      'duplicates-conditional-create': { duplicates: 'conditional-create' },
    };
    for (const [policy, one] of naming('policy/')) expect(one.policies, one.name).toMatchObject(DECLARED[policy] ?? {});
  });

  test('a case that claims a rule orders it', () => {
    for (const kind of ['change', 'repeated', 'missing', 'digest', 'escalation', 'summary'])
      for (const [, one] of naming(`rule/${kind}/`))
        expect(
          one.acts.some((a) => 'order' in a && a.order.rules.some((r) => r.kind === kind)),
          one.name,
        ).toBe(true);
  });
});
