import { describe, expect, test } from 'vitest';
import { keyOf } from '../../../contract/domain/index.ts';
import type { Ambience } from '../course/ambience.ts';
import type { OrderVersion } from '../course/version.ts';
import { makeOrder, OKAFOR, type OrderInput, personId, RIVERA } from '../history-builder.test-helper.ts';
import { exactly, type Span } from '../time/span.ts';
import { latestVersions, namedOver, recipientsOf } from './recipients.ts';

interface At {
  readonly seq: number;
  /** Taken, by both clocks. */
  readonly taken: readonly [number, number];
  readonly from?: Span;
  readonly order?: OrderInput;
}
const version = ({ seq, taken: [from, to], from: begins, order = {} }: At): OrderVersion => {
  const now = { low: BigInt(from), high: BigInt(to) };
  return {
    op: { seq },
    order: makeOrder(order),
    from: begins ?? now,
    byAcceptance: begins === undefined,
    moment: { step: seq, from, to, now },
  } as unknown as OrderVersion;
};
const FIRST = version({ seq: 1, taken: [0, 1], from: exactly(0n) });
/** Which of the versions can be the latest from `from` to `to`, by both clocks. */
const latest = (versions: readonly OrderVersion[], from: number, to: number): number[] =>
  latestVersions(versions, { from, to }, { low: BigInt(from), high: BigInt(to) }).map((v) => v.op.seq);

describe('the latest version', () => {
  const second = version({ seq: 2, taken: [10, 20] });
  test('is the one that was taken last', () => {
    expect(latest([FIRST, second], 30, 40)).toEqual([2]);
    expect(latest([FIRST, second], 20, 40)).toEqual([2]);
  });
  test('or either, where it was taken meanwhile', () => {
    expect(latest([FIRST, second], 19, 40)).toEqual([1, 2]);
    expect(latest([FIRST, second], 5, 10)).toEqual([1, 2]);
  });
  test('not one that was taken later', () => {
    expect(latest([FIRST, second], 5, 9)).toEqual([1]);
    expect(latest([FIRST, version({ seq: 2, taken: [10, 20], from: exactly(5n) })], 6, 9)).toEqual([1]);
  });
  test('of two with one instant, the one that was taken later', () => {
    const same = [
      version({ seq: 2, taken: [2, 3], from: exactly(5n) }),
      version({ seq: 3, taken: [10, 20], from: exactly(5n) }),
    ];
    expect(latest(same, 30, 40)).toEqual([3]);
  });
  test('not one that is still to hold', () => {
    const scheduled = version({ seq: 2, taken: [10, 20], from: exactly(50n) });
    expect(latest([FIRST, scheduled], 30, 40)).toEqual([1]);
    expect(latest([FIRST, scheduled], 30, 50)).toEqual([1, 2]);
    expect(latest([FIRST, scheduled], 50, 60)).toEqual([2]);
  });
  test('of one that was accepted later with an earlier instant: the greater instant stays', () => {
    const [far, near] = [
      version({ seq: 2, taken: [2, 3], from: exactly(25n) }),
      version({ seq: 3, taken: [10, 20], from: exactly(15n) }),
    ];
    expect(latest([FIRST, far, near], 30, 40)).toEqual([2, 3]);
  });
  test('an error ends them all, with whatever instant', () => {
    const far = version({ seq: 2, taken: [2, 3], from: exactly(25n) });
    const error = version({ seq: 3, taken: [10, 20], from: exactly(15n), order: { status: 'entered-in-error' } });
    expect(latest([FIRST, far, error], 30, 40)).toEqual([3]);
  });
  test('is none before the first was taken', () => {
    expect(latest([version({ seq: 1, taken: [10, 20] })], 0, 5)).toEqual([]);
  });
});

describe('whom an item goes to', () => {
  const ambience = (covering: Readonly<Record<string, string>> = {}): Pick<Ambience, 'clock' | 'coverage'> =>
    ({
      clock: { over: (from: number, to: number) => ({ low: BigInt(from), high: BigInt(to) }) },
      coverage: { route: (person: typeof RIVERA) => [covering[person.value] ?? keyOf(person)] },
    }) as unknown as Pick<Ambience, 'clock' | 'coverage'>;
  const NURSE = personId('nurse');
  const versions = [
    version({ seq: 1, taken: [0, 1], from: exactly(0n), order: { responsible: RIVERA } }),
    version({ seq: 2, taken: [10, 20], order: { responsible: OKAFOR } }),
  ];
  const to = (from: number, end: number, covering?: Readonly<Record<string, string>>, of = versions): string[] => [
    ...recipientsOf(of, (v) => v.order.responsible, { from, to: end }, ambience(covering)),
  ];
  test('is whom the latest version names', () => {
    expect(to(30, 40)).toEqual([keyOf(OKAFOR)]);
    expect(to(2, 5)).toEqual([keyOf(RIVERA)]);
    expect(to(15, 40)).toEqual([keyOf(RIVERA), keyOf(OKAFOR)]);
  });
  test('or who covers', () => {
    expect(to(30, 40, { okafor: keyOf(NURSE) })).toEqual([keyOf(NURSE)]);
    expect([...namedOver(versions, (v) => v.order.responsible, { from: 30, to: 40 }, ambience())]).toEqual([
      keyOf(OKAFOR),
    ]);
  });
  test('is whom the first names, where none holds yet', () => {
    const later = [
      version({ seq: 1, taken: [10, 20] }),
      version({ seq: 2, taken: [30, 40], order: { responsible: OKAFOR } }),
    ];
    expect(to(0, 5, {}, later)).toEqual([keyOf(RIVERA)]);
    expect(to(0, 5, {}, [])).toEqual([]);
  });
  test('at an instant whose end is open', () => {
    expect(to(2, Number.POSITIVE_INFINITY)).toEqual([keyOf(RIVERA)]);
  });
});
