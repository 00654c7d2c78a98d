import { describe, expect, test } from 'vitest';
import type { Content } from '../course/filing.ts';
import type { Withdrawal } from '../items/demand.ts';
import type { DueSubject } from '../items/due-demand.ts';
import type { Evaluation } from '../rules/evaluation.ts';
import type { DueInWay } from './due-in-way.ts';
import { joinDue } from './join-due.ts';

type Change = Partial<Omit<DueInWay, 'demand'>> & { readonly demand?: Partial<DueInWay['demand']> };
const way = ({ demand, ...change }: Change = {}): DueInWay => ({
  name: 'n',
  order: 'o',
  named: () => ({ system: 's', value: 'p' }),
  by: undefined,
  byTime: true,
  sight: 7,
  sure: true,
  ...change,
  demand: {
    subject: { family: 'missing' },
    due: { low: 10n, high: 20n },
    opens: { low: 10n, high: 20n },
    late: 'no',
    withdrawal: { level: 'must-not', reasons: [], at: undefined },
    why: 'because',
    ...demand,
  },
});
const both = (a: Change, b: Change): DueInWay => joinDue(way(a), way(b));

describe('one demand that two ways have', () => {
  test('is what each of them says, where they say the same', () => {
    const withdrawal: Withdrawal = { level: 'must', reasons: ['order-ended'], at: { from: 3, to: 4 } };
    const same: Change = { by: { from: 1, to: 2 }, byTime: false, demand: { late: 'yes', withdrawal } };
    const { named, ...rest } = both(same, same);
    const { named: ownNamed, ...own } = way(same);
    expect(rest).toEqual(own);
    expect(named(undefined as never)).toEqual(ownNamed(undefined as never));
  });
  test.each<[boolean, boolean, boolean]>([
    [true, true, true],
    [true, false, false],
    [false, true, false],
    [false, false, false],
  ])('is sure if both are: %s and %s make %s', (a, b, sure) => {
    expect(both({ sure: a }, { sure: b }).sure).toBe(sure);
  });
  test.each(['due', 'opens'] as const)('is %s at any instant of either', (when) => {
    const due = (a: [bigint, bigint], b: [bigint, bigint]) =>
      both({ demand: { [when]: { low: a[0], high: a[1] } } }, { demand: { [when]: { low: b[0], high: b[1] } } }).demand[
        when
      ];
    expect(due([1n, 5n], [3n, 9n])).toEqual({ low: 1n, high: 9n });
    expect(due([3n, 9n], [1n, 5n])).toEqual({ low: 1n, high: 9n });
  });
  test('was made due by whatever made it due in either, or by time alone', () => {
    const by = { from: 5, to: 9 };
    const made = (a: Change, b: Change) => [both(a, b).by, both(a, b).byTime];
    expect(made({ by, byTime: false }, { by: { from: 3, to: 7 }, byTime: false })).toEqual([{ from: 3, to: 9 }, false]);
    expect(made({ by, byTime: false }, {})).toEqual([by, true]);
    expect(made({}, { by, byTime: false })).toEqual([by, true]);
    expect(made({}, {})).toEqual([undefined, true]);
  });
  test('is late if both are, not if neither is, and else it may be', () => {
    const late = (a: DueInWay['demand']['late'], b: DueInWay['demand']['late']) =>
      both({ demand: { late: a } }, { demand: { late: b } }).demand.late;
    expect([late('yes', 'yes'), late('no', 'no'), late('yes', 'no'), late('no', 'maybe')]).toEqual([
      'yes',
      'no',
      'maybe',
      'maybe',
    ]);
    expect(late(undefined, undefined)).toBeUndefined();
  });
  test('is withdrawn if both are, and else it may be: for any reason, at any time of either', () => {
    const gone = (level: Withdrawal['level'], reason: 'order-ended' | 'data-received', from: number): Change => ({
      demand: { withdrawal: { level, reasons: [reason], at: { from, to: from + 2 } } },
    });
    expect(both(gone('must', 'order-ended', 4), gone('must', 'data-received', 1)).demand.withdrawal).toEqual({
      level: 'must',
      reasons: ['order-ended', 'data-received'],
      at: { from: 1, to: 6 },
    });
    const once = { level: 'may', reasons: ['order-ended'], at: { from: 4, to: 6 } };
    expect(both(gone('must', 'order-ended', 4), {}).demand.withdrawal).toEqual(once);
    expect(both({}, gone('must', 'order-ended', 4)).demand.withdrawal).toEqual(once);
    expect(both(gone('must', 'order-ended', 4), gone('may', 'order-ended', 4)).demand.withdrawal).toEqual(once);
    expect(both({}, {}).demand.withdrawal.level).toBe('must-not');
  });
});

describe('what it is about', () => {
  const subject = (a: DueSubject, b: DueSubject): DueSubject =>
    both({ demand: { subject: a } }, { demand: { subject: b } }).demand.subject;
  test('a copy shows any of its contents, by any of its evaluations, each once', () => {
    const [x, y] = [{}, {}] as unknown as [Content, Content];
    const says = (why: string): Evaluation => ({ why }) as unknown as Evaluation;
    const copy = (contents: readonly Content[], ...whys: string[]): DueSubject => ({
      family: 'escalation',
      step: 1,
      readings: new Set(['r']),
      contents,
      evaluations: whys.map(says),
    });
    expect(subject(copy([x], 'a'), copy([x, y], 'a', 'b'))).toEqual(copy([x, y], 'a', 'b'));
    expect(subject(copy([x], 'a'), copy([x], 'a'))).toEqual(copy([x], 'a'));
  });
  test('a summary shows any of its figures, in any of its units, each once', () => {
    const figures = { count: 1, abnormal: 0, critical: 0, min: '1', max: '1', mean: '1' };
    const summary = (counts: readonly number[], ...units: ('kg' | 'lb')[]): DueSubject => ({
      family: 'summary',
      start: 0n,
      end: 1n,
      figures: counts.map((count) => ({ ...figures, count })),
      units: units.map((u) => (u === 'kg' ? 'kg' : '[lb_av]')),
    });
    expect(subject(summary([1], 'kg'), summary([1, 2], 'kg', 'lb'))).toEqual(summary([1, 2], 'kg', 'lb'));
    expect(subject(summary([1], 'kg'), summary([1], 'kg'))).toEqual(summary([1], 'kg'));
  });
  test('missing data are about nothing more', () => {
    expect(subject({ family: 'missing' }, { family: 'missing' })).toEqual({ family: 'missing' });
  });
});
