import { describe, expect, test } from 'vitest';
import { keyOf, type Identifier } from '../../../contract/domain/index.ts';
import { HistoryBuilder, personId } from '../history-builder.test-helper.ts';
import { instant } from '../time/instant.ts';
import type { Span } from '../time/span.ts';
import { CoverageBook, hopsOf, routesOf, type AbsencesOf, type CoverageOp } from './coverage-book.ts';

const [A, B, C, D, E] = ['a', 'b', 'c', 'd', 'e'].map(personId) as [
  Identifier,
  Identifier,
  Identifier,
  Identifier,
  Identifier,
];

const hour = (h: number): string => `2035-01-01T${String(h).padStart(2, '0')}:00:00.000Z`;
const at = (h: number): Span => ({ low: instant(hour(h)), high: instant(hour(h)) });
const during = (from: number, to: number): Span => ({ low: instant(hour(from)), high: instant(hour(to)) });
type Absence = ReturnType<AbsencesOf>[number]['absences'][number];
const away = (from: number, to: number, coveredBy?: Identifier): Absence => ({
  period: { start: hour(from), end: hour(to) },
  ...(coveredBy === undefined ? {} : { coveredBy }),
});

/** Who is away, by person; somebody who is not listed has said nothing. */
const absences =
  (table: readonly (readonly [Identifier, readonly Absence[]])[]): AbsencesOf =>
  (person) =>
    table.filter(([who]) => keyOf(who) === person).map(([, list]) => ({ absences: [...list] }));

const routes = (now: Span, ...table: readonly (readonly [Identifier, readonly Absence[]])[]): string[] =>
  routesOf(A, now, absences(table)).map((key) => key.split('|').at(-1) ?? '');

describe('an item for somebody', () => {
  test('goes to the named person, who has said nothing or is back', () => {
    expect(routes(at(9))).toEqual(['a']);
    expect(routes(at(12), [A, [away(8, 12, B)]])).toEqual(['a']);
    expect(routes(at(7), [A, [away(8, 12, B)]])).toEqual(['a']);
  });
  test('goes to who covers from the first instant of the absence to the last', () => {
    expect(routes(at(8), [A, [away(8, 12, B)]])).toEqual(['b']);
    expect(routes({ low: instant(hour(12)) - 1n, high: instant(hour(12)) - 1n }, [A, [away(8, 12, B)]])).toEqual(['b']);
  });
  test('may go to either where the instant is open over an edge', () => {
    expect(routes(during(7, 8), [A, [away(8, 12, B)]])).toEqual(['a', 'b']);
    expect(routes(during(11, 12), [A, [away(8, 12, B)]])).toEqual(['a', 'b']);
    expect(routes(during(8, 11), [A, [away(8, 12, B)]])).toEqual(['b']);
    expect(routes(during(7, 13), [A, [away(8, 9, B), away(10, 12, C)]])).toEqual(['a', 'b', 'c']);
  });
  test('of two absences at one instant the first counts', () => {
    expect(routes(at(9), [A, [away(8, 12, B), away(8, 12, C)]])).toEqual(['b']);
  });
  test('of three absences over an open instant each counts for what those before it have left', () => {
    expect(routes(during(7, 13), [A, [away(9, 10, B), away(11, 12, C), away(9, 10, D)]])).toEqual(['a', 'b', 'c']);
    expect(routes(during(7, 13), [A, [away(11, 12, B), away(8, 9, C), away(11, 12, D)]])).toEqual(['a', 'b', 'c']);
    expect(routes(during(7, 13), [A, [away(9, 10, B), away(8, 11, C), away(0, 23, D)]])).toEqual(['b', 'c', 'd']);
  });
  test('follows three coverers and no more', () => {
    expect(routes(at(9), [A, [away(8, 12, B)]], [B, [away(8, 12, C)]])).toEqual(['c']);
    expect(routes(at(9), [A, [away(8, 12, B)]], [B, [away(8, 12, C)]], [C, [away(8, 12, D)]])).toEqual(['d']);
    expect(
      routes(at(9), [A, [away(8, 12, B)]], [B, [away(8, 12, C)]], [C, [away(8, 12, D)]], [D, [away(8, 12, E)]]),
    ).toEqual(['a']);
  });
  test('goes to the named person where nobody covers, or the coverers go in a circle', () => {
    expect(routes(at(9), [A, [away(8, 12)]])).toEqual(['a']);
    expect(routes(at(9), [A, [away(8, 12, B)]], [B, [away(8, 12)]])).toEqual(['a']);
    expect(routes(at(9), [A, [away(8, 12, A)]])).toEqual(['a']);
    expect(routes(at(9), [A, [away(8, 12, B)]], [B, [away(8, 12, A)]])).toEqual(['a']);
  });
  test('a set of absences that may be another one holds within its own stretch only', () => {
    const either: AbsencesOf = (person) =>
      person === keyOf(A)
        ? [
            { absences: [], within: during(6, 8) },
            { absences: [away(0, 23, B)], within: during(9, 12) },
          ]
        : [];
    const found = (now: Span): string[] => routesOf(A, now, either).map((key) => key.split('|').at(-1) ?? '');
    expect(found(at(7))).toEqual(['a']);
    expect(found(at(10))).toEqual(['b']);
    expect(found(during(7, 10))).toEqual(['a', 'b']);
  });
});

describe('how deep an item goes', () => {
  const chain = (...people: readonly Identifier[]): (readonly [Identifier, readonly Absence[]])[] =>
    people.slice(0, -1).map((person, i) => [person, [away(8, 12, people[i + 1])]]);
  const hops = (now: Span, ...table: readonly (readonly [Identifier, readonly Absence[]])[]) =>
    hopsOf(A, now, absences(table));
  test('is by the coverers that it passes', () => {
    expect(hops(at(9))).toEqual({ least: 0, most: 0, isTooDeep: false });
    expect(hops(at(9), ...chain(A, B))).toEqual({ least: 1, most: 1, isTooDeep: false });
    expect(hops(at(9), ...chain(A, B, C, D))).toEqual({ least: 3, most: 3, isTooDeep: false });
  });
  test('is too deep past the third, and only there', () => {
    expect(hops(at(9), ...chain(A, B, C, D, E))).toEqual({ least: 3, most: 3, isTooDeep: true });
    expect(hops(at(9), ...chain(A, B, C, A))).toMatchObject({ isTooDeep: false });
    expect(hops(at(9), [A, [away(8, 12)]])).toMatchObject({ isTooDeep: false });
    expect(hops(during(11, 13), ...chain(A, B, C, D, E))).toEqual({ least: 0, most: 3, isTooDeep: false });
  });
});

/** The operations that state somebody's absences, in a history. */
const stated = (
  ...table: readonly {
    readonly list: readonly Absence[];
    readonly took?: number;
    readonly outcome?: 'ok' | 'unknown' | 'refused';
  }[]
): CoverageOp[] => {
  const b = new HistoryBuilder();
  return table.map(({ list, took = 10, outcome = 'ok' }) => {
    b.wait(1000);
    return b.op({ op: 'coverage.set', coverage: { person: A, absences: [...list] } }, { took, outcome }) as CoverageOp;
  });
};
const book = (ops: readonly CoverageOp[]): CoverageBook => {
  const made = new CoverageBook();
  for (const op of ops) made.add(op);
  return made;
};
const sets = (ops: readonly CoverageOp[], from: number, to: number): number[] =>
  book(ops)
    .absencesOf(keyOf(A), from, to)
    .map((held) => held.absences.length);

describe('what was stated by then', () => {
  const [one, two] = [away(1, 2, B), away(3, 4, C)];
  test('the last that was answered before holds, and no other', () => {
    const [first, second] = stated({ list: [one] }, { list: [one, two] }) as [CoverageOp, CoverageOp];
    expect(sets([second, first], second.settled, second.settled + 1)).toEqual([2]);
    expect(sets([first, second], first.settled, second.sent - 1)).toEqual([1]);
    expect(sets([first, second], first.settled, second.sent)).toEqual([1, 2]);
    expect(sets([first, second], second.settled - 1, second.settled)).toEqual([1, 2]);
    expect(sets([first, second], first.sent - 1, first.sent - 1)).toEqual([0]);
    expect(sets([first, second], first.sent - 1, first.sent)).toEqual([0, 1]);
  });
  test('what was refused is not stated; what has no answer may be, from then on', () => {
    const [first, refused, open] = stated(
      { list: [one] },
      { list: [], outcome: 'refused' },
      { list: [one, two], outcome: 'unknown' },
    ) as [CoverageOp, CoverageOp, CoverageOp];
    const late = open.settled + 1_000_000_000;
    expect(sets([first, refused, open], late, late)).toEqual([1, 2]);
    expect(book([first, refused, open]).all).toEqual([first, open]);
  });
  test('one without an answer may have come after a later one that has', () => {
    const [open, last] = stated({ list: [one, two], outcome: 'unknown' }, { list: [one] }) as [CoverageOp, CoverageOp];
    expect(sets([open, last], last.settled, last.settled)).toEqual([1, 2]);
    const [landed, next] = stated({ list: [one, two] }, { list: [one] }) as [CoverageOp, CoverageOp];
    expect(sets([landed, { ...next, sent: landed.settled }], next.settled, next.settled)).toEqual([1]);
    expect(sets([landed, { ...next, sent: landed.settled - 1 }], next.settled, next.settled)).toEqual([1, 2]);
    const [before, after] = stated({ list: [one, two] }, { list: [one] }) as [CoverageOp, CoverageOp];
    expect(sets([before, after], after.settled, after.settled)).toEqual([1]);
  });
  test('of two that were sent at one instant the one written later counts as the later', () => {
    const [first, second] = stated({ list: [one] }, { list: [one, two] }) as [CoverageOp, CoverageOp];
    const again = { ...second, sent: first.sent, settled: first.settled };
    for (const ops of [
      [first, again],
      [again, first],
    ])
      expect(book(ops).of(keyOf(A))).toEqual([first, again]);
    expect(book([second, first]).of(keyOf(A))).toEqual([first, second]);
    expect(book([]).of(keyOf(A))).toEqual([]);
  });
  test('somebody is known to be away only where an absence was told of them', () => {
    const [none, some] = stated({ list: [] }, { list: [one] }) as [CoverageOp, CoverageOp];
    expect(book([none]).knows(keyOf(A))).toBe(false);
    expect(book([some]).knows(keyOf(A))).toBe(true);
    expect(book([none, some]).knows(keyOf(A))).toBe(true);
    expect(book([some]).knows(keyOf(B))).toBe(false);
    expect(book([some]).absencesOf(keyOf(B), 0, some.settled)).toEqual([{ absences: [] }]);
  });
  test('a route asks it for everybody on the way', () => {
    const [first] = stated({ list: [away(8, 12, B)] }) as [CoverageOp];
    const route = (now: Span): readonly string[] => book([first]).route(A, first.settled, first.settled, now);
    expect(route(at(9))).toEqual([keyOf(B)]);
    expect(route(at(13))).toEqual([keyOf(A)]);
    expect(new CoverageBook().route(A, 0, 0, at(9))).toEqual([keyOf(A)]);
  });
});
