import { describe, expect, test } from 'vitest';
import type { Pass, Shown } from './pass.ts';
import { SurfaceSight } from './surface-sight.ts';

const a = (version = 1, stamp = 50n): Shown => ({ item: 'a', version, stamp });
const b: Shown = { item: 'b', version: 1, stamp: 60n };
/** A complete pass of one page that took 10, unless it says otherwise. */
const pass = (sent: number, shows: readonly Shown[] = [], more: Partial<Pass> = {}): Pass => ({
  sent,
  complete: true,
  pages: [{ received: sent + 10, shows }],
  ...more,
});
const after = (...passes: Pass[]): SurfaceSight => {
  const sight = new SurfaceSight();
  for (const p of passes) sight.pass(p);
  return sight;
};

describe('coming into sight', () => {
  test('is after the beginning of the last complete pass without it, by the first receipt that had it', () =>
    expect(after(pass(0), pass(100), pass(200, [a()]), pass(300, [a()])).sight('a', 1)).toEqual({
      after: 100,
      by: 210,
    }));
  test('nobody knows since when, where no pass lacked it', () =>
    expect(after(pass(200, [a()])).sight('a', 1)).toEqual({ after: null, by: 210 }));
  test('of what was not shown is not known', () => expect(after(pass(0, [b])).sight('a', 1)).toBeUndefined());
  test('a long pass that began before and a short one that ended sooner both count', () => {
    const long = pass(0, [], { pages: [{ received: 500, shows: [] }] });
    expect(after(long, pass(100, [a()])).sight('a', 1)).toEqual({ after: 0, by: 110 });
  });
  test('the first page that had it counts, not the end of the pass', () => {
    const pages = [
      { received: 210, shows: [a()] },
      { received: 290, shows: [b] },
    ];
    expect(after(pass(100), pass(200, [], { pages })).sight('a', 1)).toEqual({ after: 100, by: 210 });
  });
  test.each([
    ['incomplete', { complete: false }],
    ['of another patient', { patient: 'p2' }],
    ['from a later stamp on', { since: 51n }],
    ['while a clock was stepped', { untimed: true }],
    ['that showed it in a form nobody could read', { pages: [{ received: 110, shows: [], unread: ['a'] }] }],
  ] as const)('a pass %s proves no lack', (_name, more) =>
    expect(after(pass(0), pass(100, [], more), pass(200, [{ ...a(), patient: 'p1' }])).sight('a', 1)).toEqual({
      after: 0,
      by: 210,
    }),
  );
  test('from its own stamp on, or of its own patient, it does', () => {
    const shown = { ...a(), patient: 'p1' };
    expect(after(pass(100, [], { since: 50n, patient: 'p1' }), pass(200, [shown])).sight('a', 1)?.after).toBe(100);
  });
  test('a push gives the upper bound alone', () => {
    const sight = new SurfaceSight();
    sight.push({ received: 150, shows: a() });
    sight.push({ received: 140, shows: a() });
    expect(sight.sight('a', 1)).toEqual({ after: null, by: 140 });
  });
  test('where only a push of an unknown time told of it, nobody knows by when', () => {
    const sight = after(pass(0));
    sight.push({ received: 150, shows: a(), untimed: true });
    expect(sight.sight('a', 1)).toEqual({ after: 0, by: null });
    sight.push({ received: 170, shows: a() });
    expect(sight.sight('a', 1)).toEqual({ after: 0, by: 170 });
  });
  test('where only a pass of an unknown time showed it, nobody knows by when', () =>
    expect(after(pass(0), pass(100, [a()], { untimed: true })).sight('a', 1)).toEqual({ after: 0, by: null }));
  test('a later pass of a known time bounds that', () =>
    expect(after(pass(0), pass(100, [a()], { untimed: true }), pass(200, [a()])).sight('a', 1)).toEqual({
      after: 0,
      by: 210,
    }));
});

describe('versions', () => {
  test('each has an interval of its own', () => {
    const sight = after(pass(0), pass(100, [a(1)]), pass(200, [a(1)]), pass(300, [a(2, 90n)]));
    expect(sight.sight('a', 1)).toEqual({ after: 0, by: 110 });
    expect(sight.sight('a', 2)).toEqual({ after: 200, by: 310 });
    expect(sight.firstSight('a')).toEqual({ after: 0, by: 110 });
  });
  test('a later one that was shown first stands for the earlier', () =>
    expect(after(pass(0), pass(100, [a(2)]), pass(200, [a(1)])).sight('a', 1)).toEqual({ after: 0, by: 110 }));
});

test('a page that shows two versions of an item shows the later one, whatever their order', () => {
  for (const shows of [
    [a(1), a(2)],
    [a(2), a(1)],
  ])
    expect(after(pass(0), pass(100, shows), pass(200, [a(2)])).sight('a', 2)).toEqual({ after: 0, by: 110 });
});

test('the first of several versions is the lowest, whichever was shown first', () => {
  const sight = after(pass(0), pass(100, [a(3)]), pass(200, [a(2)]), pass(300, [a(5)]));
  expect(sight.firstSight('a')).toEqual(sight.sight('a', 2));
  expect(sight.firstSight('b')).toBeUndefined();
  expect(sight.sight('b', 1)).toBeUndefined();
});

describe('several pages', () => {
  const two = (first: Shown[], second: Shown[]): Pass =>
    pass(100, [], {
      pages: [
        { received: 110, shows: first },
        { received: 120, shows: second },
      ],
    });
  test('in the order of stamps prove what they lack', () =>
    expect(after(two([b], [{ item: 'c', version: 1, stamp: 70n }]), pass(200, [a()])).sight('a', 1)?.after).toBe(100));
  test('so do pages of one stamp', () =>
    expect(after(two([b], [{ item: 'c', version: 1, stamp: 60n }]), pass(200, [a()])).sight('a', 1)?.after).toBe(100));
  test('one page may be in any order, or without stamps', () => {
    const c: Shown = { item: 'c', version: 1, stamp: 10n };
    expect(after(pass(100, [b, c]), pass(200, [a()])).sight('a', 1)?.after).toBe(100);
    expect(after(pass(100, [{ item: 'c', version: 1 }]), pass(200, [a()])).sight('a', 1)?.after).toBe(100);
  });
  test('an item that could not be read and stands on two pages proves none', () => {
    const pages = [
      { received: 110, shows: [], unread: ['b'] },
      { received: 120, shows: [], unread: ['b'] },
    ];
    expect(after(pass(100, [], { pages }), pass(200, [a()])).sight('a', 1)?.after).toBeNull();
  });
  test.each([
    ['out of order', [{ item: 'c', version: 1, stamp: 70n }], [b]],
    ['with an item on two of them', [b], [{ ...b, version: 2, stamp: 80n }]],
    ['without stamps', [{ item: 'b', version: 1 }], [{ item: 'c', version: 1 }]],
  ])('%s prove none', (_name, first, second) =>
    expect(after(two(first, second), pass(200, [a()])).sight('a', 1)?.after).toBeNull(),
  );
});

describe('seen and then gone', () => {
  test('is proven by two lines: what showed it, and a complete pass begun afterwards that lacks it', () =>
    expect(after(pass(0, [a()], { line: 7 }), pass(10, [b], { line: 9 })).gone('a')).toEqual({
      shown: a(),
      seen: { by: 10, line: 7 },
      missed: { sent: 10, line: 9 },
    }));
  test('so is an older version where a newer one was seen', () =>
    expect(after(pass(0, [a(2)], { line: 7 }), pass(50, [a(1)], { line: 9 })).gone('a')).toEqual({
      shown: a(2),
      seen: { by: 10, line: 7 },
      missed: { sent: 50, line: 9, olderVersion: 1 },
    }));
  test('by the first pass that lacks it, and not by one of unknown lines', () => {
    const sight = after(pass(0, [a()]), pass(100, [b], { line: 5 }), pass(200, [b], { line: 6 }));
    expect(sight.gone('a')).toStrictEqual({ shown: a(), seen: { by: 10 }, missed: { sent: 100, line: 5 } });
    const unnamed = after(pass(0, [a()]), pass(100)).gone('a');
    expect(unnamed).toStrictEqual({ shown: a(), seen: { by: 10 }, missed: { sent: 100 } });
  });
  test('of two receipts of one instant the one told first is named', () => {
    const sight = after(pass(0, [a()], { line: 7 }), pass(0, [a()], { line: 8 }), pass(100, [b]));
    expect(sight.gone('a')?.seen).toEqual({ by: 10, line: 7 });
  });
  test('what nobody knows the time of, or what stays in sight, is not gone', () => {
    expect(after(pass(0, [a()], { untimed: true }), pass(100)).gone('a')).toBeUndefined();
    expect(after(pass(0, [a()]), pass(100, [a()])).gone('a')).toBeUndefined();
    expect(after(pass(0, [a(1)]), pass(100, [a(2)])).gone('a')).toBeUndefined();
    expect(after(pass(0), pass(100)).gone('a')).toBeUndefined();
  });
  test('of two versions the one that went is told', () => {
    const sight = after(pass(0, [a(1)]), pass(100, [a(2)]), pass(200, [a(1)]));
    expect(sight.gone('a')).toMatchObject({ shown: { version: 2 }, missed: { sent: 200, olderVersion: 1 } });
  });
  test('a push that came before proves it as well', () => {
    const sight = after(pass(50));
    sight.push({ received: 40, shows: { item: 'a', version: 1 }, line: 3 });
    expect(sight.gone('a')).toMatchObject({ seen: { line: 3 }, missed: { sent: 50 } });
  });
  test.each([
    ['one that began before', pass(9)],
    ['an incomplete one', pass(50, [], { complete: false })],
    ['one from a later stamp on', pass(50, [], { since: 51n })],
    ['one at another patient', pass(50, [], { patient: 'p2' })],
    ['one of an unknown time', pass(50, [], { untimed: true })],
  ])('not by %s', (_name, second) => expect(after(pass(0, [a()]), second).gone('a')).toBeUndefined());
});

test('how long a client that follows the cursor went without an item, whatever it asked for', () => {
  const sight = after(pass(0), pass(100, [], { since: 90n }), pass(200, [b], { since: 90n }));
  expect(sight.missedUntil(a(), 250)).toBe(200);
  expect(sight.missedUntil(a(), 150)).toBe(100);
});

test('only so many passes are remembered as one asks for', () => {
  const sight = new SurfaceSight(2);
  for (const sent of [0, 100, 200]) sight.pass(pass(sent));
  expect(sight.missedUntil(a(), 100)).toBeNull();
  expect(sight.missedUntil(a(), 150)).toBe(100);
});
