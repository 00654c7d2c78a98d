import { describe, expect, test } from 'vitest';
import type { Moment } from '../course/moment.ts';
import type { Span } from '../time/span.ts';
import type { Change } from './changes.ts';
import { everyWay } from './every-way.test-helper.ts';
import { eventsOf, type MissingAct, type Ordered } from './events.ts';

type Placed = Pick<Moment, 'step'> & { readonly last?: number; readonly at: readonly [number, number] };

/** Something that took effect somewhere in a stretch, by both clocks. */
const change = (name: string, { step, last, at: [from, to] }: Placed): Change =>
  ({
    kind: 'reading',
    op: { name },
    moment: {
      step,
      ...(last === undefined ? {} : { last }),
      from,
      to,
      now: { low: BigInt(from), high: BigInt(to) },
    },
  }) as unknown as Change;
const nameOf = ({ op }: Change): string => (op as unknown as { name: string }).name;
const act = (from: number, to: number): MissingAct => ({
  due: undefined,
  at: { low: BigInt(from), high: BigInt(to) },
  from,
  to,
});
const END: Span = { low: 100n, high: 100n };
const NONE: Ordered = () => false;
const ALL: Ordered = () => true;

/** Every order of events, each as `a b ACT`. */
const orders = (changes: readonly Change[], acts: readonly MissingAct[] = [], ordered: Ordered = NONE): string[] =>
  everyWay((clocked) =>
    eventsOf(changes, acts, END, clocked, ordered)
      .map((e) => (e.change === undefined ? (e.last === true ? 'end' : 'ACT') : nameOf(e.change)))
      .join(' '),
  );
const bounds = (changes: readonly Change[], end = END): string[] =>
  everyWay((clocked) =>
    eventsOf(changes, [], end, clocked, ALL)
      .map(({ now }) => `${now.low}-${now.high}`)
      .join(' '),
  );

const A = change('a', { step: 0, at: [10, 20] });
const B = change('b', { step: 1, at: [15, 25] });
const C = change('c', { step: 2, at: [30, 40] });

describe('what changed', () => {
  test('one after the other has one order', () => {
    expect(orders([A, C])).toEqual(['a c end']);
    expect(orders([A, B, C], [], ALL)).toEqual(['a b c end']);
  });
  test('at overlapping times has either, where it did not matter in which it took effect', () => {
    expect(orders([A, B, C]).toSorted()).toEqual(['a b c end', 'b a c end']);
  });
  test('at instants that touch has either', () => {
    expect(orders([A, change('b', { step: 1, at: [20, 25] })]).toSorted()).toEqual(['a b end', 'b a end']);
    expect(orders([A, change('b', { step: 1, at: [21, 25] })])).toEqual(['a b end']);
  });
  test('at one known instant each stays where its course has it', () => {
    expect(orders([change('a', { step: 0, at: [10, 10] }), change('b', { step: 1, at: [10, 10] })])).toEqual([
      'a b end',
    ]);
  });
  test('may come on either side of a known instant at which it begins or ends', () => {
    const at = change('i', { step: 1, at: [20, 20] });
    expect(orders([A, at]).toSorted()).toEqual(['a i end', 'i a end']);
    expect(orders([at, change('b', { step: 2, at: [20, 25] })]).toSorted()).toEqual(['b i end', 'i b end']);
    expect(orders([A, at], [], ALL)).toEqual(['a i end']);
  });
  test('with several places in its course has each of them, and no other', () => {
    const moved = change('m', { step: 0, last: 2, at: [0, 50] });
    const three = [
      change('x', { step: 1, at: [20, 20] }),
      change('y', { step: 2, at: [21, 21] }),
      change('z', { step: 3, at: [22, 22] }),
    ];
    expect(orders([moved, ...three], [], ALL).toSorted()).toEqual(['m x y z end', 'x m y z end', 'x y m z end']);
    expect(orders([moved, ...three], [], NONE).toSorted()).toEqual([
      'm x y z end',
      'x m y z end',
      'x y m z end',
      'x y z m end',
    ]);
  });
  test('with several places keeps within its time', () => {
    const moved = change('m', { step: 0, last: 3, at: [15, 25] });
    const three = [
      change('x', { step: 1, at: [14, 14] }),
      change('y', { step: 2, at: [20, 20] }),
      change('z', { step: 3, at: [26, 26] }),
    ];
    expect(orders([moved, ...three], [], ALL).toSorted()).toEqual(['x m y z end', 'x y m z end']);
    expect(orders([change('m', { step: 0, last: 3, at: [14, 26] }), ...three], [], ALL)).toHaveLength(4);
  });
  test('with several places comes after what is before all of them', () => {
    const moved = change('m', { step: 2, last: 3, at: [0, 50] });
    const three = [
      change('x', { step: 0, at: [20, 20] }),
      change('y', { step: 1, at: [21, 21] }),
      change('z', { step: 4, at: [22, 22] }),
    ];
    expect(orders([...three, moved], [], ALL)).toEqual(['x y m z end']);
    expect(orders([...three, moved], [], NONE)).toHaveLength(4);
  });
  test('comes before what can have had its first place at the latest', () => {
    const two = [change('m', { step: 0, last: 1, at: [0, 50] }), change('n', { step: 1, last: 2, at: [0, 50] })];
    expect(orders(two, [], ALL).toSorted()).toEqual(['m n end', 'n m end']);
    expect(orders(two.toReversed(), [], ALL).toSorted()).toEqual(['m n end', 'n m end']);
  });
  test('two with several places each', () => {
    const two = [change('m', { step: 0, last: 1, at: [0, 50] }), change('n', { step: 0, last: 1, at: [0, 50] })];
    expect(orders(two, [], ALL).toSorted()).toEqual(['m n end', 'n m end']);
  });
});

describe('an act', () => {
  test('comes after what had taken effect when it was sent, before what was sent after its answer', () => {
    expect(orders([A, C], [act(20, 30)])).toEqual(['a ACT c end']);
    expect(orders([A, C], [act(41, 42)])).toEqual(['a c ACT end']);
    expect(orders([A, C], [act(1, 2)])).toEqual(['ACT a c end']);
  });
  test('has either place beside what it overlaps', () => {
    expect(orders([A, C], [act(19, 30)]).toSorted()).toEqual(['ACT a c end', 'a ACT c end']);
    expect(orders([A, C], [act(20, 31)]).toSorted()).toEqual(['a ACT c end', 'a c ACT end']);
    expect(orders([A, C], [act(0, 99)])).toHaveLength(3);
  });
  test('keeps to the clock of the system where that says more', () => {
    const far = (low: bigint, high: bigint): MissingAct => ({ ...act(0, 99), at: { low, high } });
    expect(orders([A, C], [far(21n, 29n)])).toEqual(['a ACT c end']);
    expect(orders([A, C], [far(20n, 30n)])).toHaveLength(3);
    expect(orders([A, C], [far(20n, 29n)]).toSorted()).toEqual(['ACT a c end', 'a ACT c end']);
    expect(orders([A, C], [far(21n, 30n)]).toSorted()).toEqual(['a ACT c end', 'a c ACT end']);
  });
  test('has either place beside another', () => {
    expect(orders([C], [act(1, 2), act(3, 4)])).toEqual(['ACT ACT c end', 'ACT ACT c end']);
  });
});

describe('the time of an event', () => {
  test('ends where that of the next ends', () => {
    expect(bounds([change('a', { step: 0, at: [10, 50] }), change('b', { step: 1, at: [20, 30] })])).toEqual([
      '10-30 20-30 100-100',
    ]);
  });
  test('is that of the end at the last', () => {
    expect(bounds([change('a', { step: 0, at: [10, 500] })])).toEqual(['10-100 100-100']);
    expect(bounds([change('a', { step: 0, at: [100, 500] })])).toEqual(['100-100 100-100']);
  });
  test('is bounded through all that come after', () => {
    const three = [
      change('a', { step: 0, at: [10, 50] }),
      change('b', { step: 1, at: [20, 40] }),
      change('c', { step: 2, at: [25, 30] }),
    ];
    expect(bounds(three)).toEqual(['10-30 20-30 25-30 100-100']);
  });
  test('stays where the next was over before it began', () => {
    expect(bounds([change('a', { step: 0, at: [31, 50] }), change('b', { step: 1, at: [20, 30] })])).toEqual([
      '31-50 20-30 100-100',
    ]);
  });
});
