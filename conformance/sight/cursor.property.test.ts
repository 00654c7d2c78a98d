import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { provesLack } from '../oracle/sight/pass.ts';
import { expectRefuted } from '../refuted.test-helper.ts';
import { afterPass, type Cursor, sinceOf, startCursor, type StampedPass } from './cursor.ts';
import { passOver, TICK, trueInbox, walk } from './true-inbox.test-helper.ts';

const LAG = 3 * TICK;

const world = fc.record({
  inbox: trueInbox(LAG, 6, 60),
  looks: fc.array(fc.record({ gap: fc.nat(8), walk }), { maxLength: 14 }),
});

type Since = (cursor: Cursor) => bigint | undefined;
type After = (cursor: Cursor, pass: StampedPass) => Cursor;

/**
 * A client that looks again and again while items come and change, and one last time at the end with a look that is
 * one page. Nothing may be lost to it: then it has shown the latest version of every item.
 */
const losesNothing = (since: Since = sinceOf, after: After = afterPass) =>
  fc.property(world, ({ inbox, looks }) => {
    const known = new Map<string, number>();
    // The lag in ticks instead of in ns.
    let cursor: Cursor = { ...startCursor(0), lag: BigInt(LAG) };
    let now = 0;
    const calm = { size: 1000, ways: [[0, 0]] as const, snapshot: true, sorted: true, cut: undefined };
    const end = { gap: 1000, walk: calm };
    for (const { gap, walk: way } of [...looks, end]) {
      now += gap;
      const begunAt = cursor;
      const pass = passOver(inbox, now, way, Number(since(begunAt) ?? 0n));
      for (const { shows } of pass.pages)
        for (const { item, version } of shows) known.set(item, Math.max(version, known.get(item) ?? 0));
      const pages = pass.pages.map((page) => page.shows.map((s) => s.stamp));
      cursor = after(cursor, { begunAt, pages, complete: provesLack(pass) });
      now = pass.pages.at(-1)?.received ?? now;
    }
    for (const { item, version } of inbox) expect(known.get(item) ?? 0).toBeGreaterThanOrEqual(version);
  });

describe('a client that follows the cursor', () => {
  test('loses nothing that lags no more than declared, whatever ties, changes and pages there are', () =>
    fc.assert(losesNothing(), { numRuns: 3000 }));

  test('asking for later stamps only (gt instead of ge) is refuted', () =>
    expectRefuted(
      losesNothing((cursor) => {
        const from = sinceOf(cursor);
        return from === undefined ? undefined : from + 1n;
      }),
    ));
  test('asking from the greatest stamp on, without the lag, is refuted', () =>
    expectRefuted(losesNothing((cursor) => cursor.from)));
  test('moving on after an incomplete pass is refuted', () =>
    expectRefuted(losesNothing(sinceOf, (cursor, pass) => afterPass(cursor, { ...pass, complete: true }))));
  test('moving on to what a later page shows is refuted', () =>
    expectRefuted(losesNothing(sinceOf, (cursor, pass) => afterPass(cursor, { ...pass, pages: [pass.pages.flat()] }))));
});

test('a pass without a page moves the cursor to what was seen before it began', () => {
  const pass = { pages: [], complete: true };
  const start = startCursor(0);
  expect(afterPass(start, { ...pass, begunAt: start })).toEqual(start);
  const seen = { ...start, greatest: 7n };
  expect(afterPass(seen, { ...pass, begunAt: seen })).toEqual({ ...seen, from: 7n });
});

test('the cursor never goes back, and comes as far as everything seen once it is quiet', () => {
  fc.assert(
    fc.property(world, ({ inbox, looks }) => {
      let cursor = startCursor(0);
      const calm = { size: 2, ways: [[1, 1]] as const, snapshot: true, sorted: true, cut: undefined };
      for (const [i, { walk: way }] of [...looks, { walk: calm }, { walk: calm }].entries()) {
        const begunAt = cursor;
        const sent = i < looks.length ? i * 20 : 1000 + i;
        const pass = passOver(inbox, sent, way);
        const pages = pass.pages.map((page) => page.shows.map((s) => s.stamp));
        cursor = afterPass(cursor, { begunAt, pages, complete: provesLack(pass) });
        expect((cursor.from ?? -1n) >= (begunAt.from ?? -1n)).toBe(true);
      }
      expect(cursor.from).toBe(cursor.greatest);
    }),
  );
});
