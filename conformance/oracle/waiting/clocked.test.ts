import { describe, expect, test } from 'vitest';
import type { OrderVersion } from '../course/version.ts';
import { exactly, type Span } from '../time/span.ts';
import { everyWay } from './every-way.test-helper.ts';

const span = (low: bigint, high: bigint): Span => ({ low, high });
const version = (change: Partial<OrderVersion>): OrderVersion =>
  ({
    op: { seq: 1 },
    from: exactly(0n),
    byAcceptance: false,
    moment: { step: 0, from: 0, to: 0, now: exactly(0n) },
    ...change,
  }) as unknown as OrderVersion;

describe('what falls due', () => {
  test.each<[string, Span, Span, boolean[]]>([
    ['before what happens, comes first', exactly(9n), exactly(10n), [true]],
    ['after it, does not', exactly(11n), exactly(10n), [false]],
    ['at its instant, may', exactly(10n), exactly(10n), [true, false]],
    ['within it, may', exactly(10n), span(5n, 15n), [true, false]],
    ['at its last instant, may', exactly(15n), span(5n, 15n), [true, false]],
    ['after its last instant, does not', exactly(16n), span(5n, 15n), [false]],
    ['over a span that ends where it begins, may', span(1n, 5n), span(5n, 15n), [true, false]],
  ])('%s', (_name, due, at, ways) => {
    expect(everyWay((c) => c.comesFirst(due, at))).toEqual(ways);
  });
});

describe('whether one is by another', () => {
  test.each<[string, Span, Span, boolean[]]>([
    ['the same instant is', exactly(5n), exactly(5n), [true]],
    ['a later one is not', exactly(6n), exactly(5n), [false]],
    ['one within the span may be', exactly(6n), span(5n, 7n), [true, false]],
  ])('%s', (_name, a, b, ways) => {
    expect(everyWay((c) => c.isBy(a, b))).toEqual(ways);
  });
});

describe('a version', () => {
  test('that begins somewhere in a span does so by one instant or later, and is held to it', () => {
    const one = version({ from: span(10n, 20n) });
    const asked = [15n, 15n, 9n, 20n, 14n, 16n];
    expect(everyWay((c) => asked.map((at) => c.beganBy(one, at)))).toEqual([
      [true, true, false, true, true, true],
      [true, true, false, true, false, true],
      [false, false, false, true, false, true],
      [false, false, false, true, false, false],
    ]);
  });
  test('that was not begun by an instant can begin at the next', () => {
    const one = version({ from: span(10n, 11n) });
    expect(everyWay((c) => [c.beganBy(one, 10n), c.beganBy(one, 11n)])).toEqual([
      [true, true],
      [false, true],
    ]);
  });
  test('that was taken somewhere in a span was so before one instant or not, and is held to it', () => {
    const one = version({ moment: { step: 0, from: 0, to: 0, now: span(10n, 20n) } });
    expect(everyWay((c) => [10n, 15n, 15n, 21n, 16n].map((at) => c.takenBefore(one, at)))).toEqual([
      [false, true, true, true, true],
      [false, false, false, true, true],
      [false, false, false, true, false],
    ]);
  });
  test('that is taken at an instant was not taken before it', () => {
    const one = version({ moment: { step: 0, from: 0, to: 0, now: exactly(10n) } });
    expect(everyWay((c) => [10n, 11n].map((at) => c.takenBefore(one, at)))).toEqual([[false, true]]);
  });
  test('that was overtaken holds or not, once and for all', () => {
    expect(everyWay((c) => [1, 2].map(() => c.holdsStill(version({}))))).toHaveLength(4);
    const one = version({});
    expect(everyWay((c) => [1, 2, 3].map(() => c.holdsStill(one)))).toEqual([
      [true, true, true],
      [false, false, false],
    ]);
    expect(everyWay((c) => c.holdsStill(version({ holdsStill: false })))).toEqual([false]);
  });
  test('of which one thing is decided keeps what else is known of it', () => {
    const one = version({ from: span(10n, 20n) });
    expect(everyWay((c) => [c.beganBy(one, 15n), c.holdsStill(one), c.beganBy(one, 15n)])).toEqual([
      [true, true, true],
      [true, false, true],
      [false, true, false],
      [false, false, false],
    ]);
  });
});

describe('one moment', () => {
  test('is narrowed by each answer', () => {
    const ways = everyWay((c) => {
      const moment = c.momentIn(span(10n, 20n));
      return [moment.isPast(exactly(15n)), moment.isPast(exactly(14n)), moment.isPast(exactly(15n)), moment.span];
    });
    expect(ways).toEqual([
      [true, true, true, span(15n, 20n)],
      [false, true, false, span(14n, 14n)],
      [false, false, false, span(10n, 13n)],
    ]);
  });
  test('of one instant is past what is not after it', () => {
    const ways = everyWay((c) => {
      const moment = c.momentIn(exactly(10n));
      return [moment.isPast(exactly(10n)), moment.isPast(exactly(11n)), moment.isPast(exactly(9n)), moment.span];
    });
    expect(ways).toEqual([[true, false, true, exactly(10n)]]);
  });
  test('keeps its end where what had not come lies later', () => {
    const ways = everyWay((c) => {
      const moment = c.momentIn(span(10n, 20n));
      return [moment.isPast(exactly(30n)), moment.isPast(exactly(5n)), moment.span];
    });
    expect(ways).toEqual([[false, true, span(10n, 20n)]]);
  });
});

test('one of several alternatives, none of none', () => {
  expect(everyWay((c) => c.pick(['a', 'b', 'c']))).toEqual(['a', 'b', 'c']);
  expect(everyWay((c) => c.pick([]))).toEqual([undefined]);
});
