import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expectRefuted } from '../../refuted.test-helper.ts';
import { passOver, shownOf, TICK, trueInbox, walk } from '../../sight/true-inbox.test-helper.ts';
import type { Pass, Push } from './pass.ts';
import { SurfaceSight } from './surface-sight.ts';

const LAG = 3 * TICK;

/**
 * What truly was in the inbox, passes over it that overlap (some ask from a stamp on), and pushes of which some are
 * lost and others come twice. The search and the push show things at different times.
 */
const world = fc
  .record({
    inbox: trueInbox(LAG),
    passes: fc.array(fc.record({ sent: fc.nat(260), since: fc.constantFrom(0, 0, 40, 80, 120), walk }), {
      maxLength: 8,
    }),
    pushes: fc.array(fc.record({ pick: fc.nat(), late: fc.array(fc.nat(60), { maxLength: 2 }) }), { maxLength: 6 }),
    pushEarlier: fc.integer({ min: -30, max: 30 }),
  })
  .map(({ inbox, passes, pushes, pushEarlier }) => {
    const pushed = inbox.map((v) => ({ ...v, visible: Math.max(0, v.visible + pushEarlier) }));
    return {
      search: { truth: inbox, passes: passes.map((p) => passOver(inbox, p.sent, p.walk, p.since)) },
      push: {
        truth: pushed,
        pushes: pushes.flatMap(({ pick, late }): Push[] => {
          const v = pushed[pick % pushed.length];
          return v === undefined ? [] : late.map((by) => ({ received: v.visible + by, shows: shownOf(v) }));
        }),
      },
    };
  });

/** The truth lies in every interval, and nothing is said to be gone that never went. */
const holdsTruth = (changePass: (pass: Pass) => Pass = (p) => p, changePush: (push: Push) => Push = (p) => p) =>
  fc.property(world, ({ search, push }) => {
    const surfaces = new Map([
      ['inbox', { sight: new SurfaceSight(), truth: search.truth }],
      ['push', { sight: new SurfaceSight(), truth: push.truth }],
    ]);
    for (const pass of search.passes) surfaces.get('inbox')?.sight.pass(changePass(pass));
    for (const told of push.pushes) surfaces.get('push')?.sight.push(changePush(told));
    for (const { sight, truth } of surfaces.values())
      for (const { item, version, visible } of truth) {
        expect(sight.gone(item)).toBeUndefined();
        const interval = sight.sight(item, version);
        if (interval === undefined) continue;
        // Visible at tick v: a query evaluated at v shows it. So it was not at `after`.
        expect(interval.after ?? -1).toBeLessThan(visible);
        expect(interval.by).toBeGreaterThanOrEqual(visible);
      }
  });

const last = (pass: Pass): number => pass.pages.at(-1)?.received ?? pass.sent;

describe('the interval in which something came into sight', () => {
  test('always holds the true instant, on every surface', () => fc.assert(holdsTruth(), { numRuns: 3000 }));

  test('counting from the end of a pass that lacked it is refuted', () =>
    expectRefuted(holdsTruth((pass) => ({ ...pass, sent: last(pass) }))));
  test('counting to the beginning of the pass that showed it is refuted', () =>
    expectRefuted(
      holdsTruth((pass) => ({ ...pass, pages: pass.pages.map((page) => ({ ...page, received: pass.sent })) })),
    ));
  test('an incomplete pass taken for a complete one is refuted', () =>
    expectRefuted(holdsTruth((pass) => ({ ...pass, complete: true }))));
  test('pages over moving data taken for one page is refuted', () =>
    expectRefuted(
      holdsTruth((pass) => ({ ...pass, pages: [{ received: last(pass), shows: pass.pages.flatMap((p) => p.shows) }] })),
    ));
  test('a pass that asked from a stamp on taken for one that asked for all is refuted', () =>
    expectRefuted(holdsTruth(({ since: _asked, ...pass }) => pass)));
  test('a push taken for proof of when something became visible is refuted', () =>
    expectRefuted(holdsTruth(undefined, (push) => ({ ...push, received: push.received - 1 }))));
});

describe('the interval', () => {
  test('does not depend on the order in which passes are told', () => {
    fc.assert(
      fc.property(world, fc.integer(), ({ search }, seed) => {
        const told = (passes: readonly Pass[]): unknown => {
          const sight = new SurfaceSight();
          for (const pass of passes) sight.pass(pass);
          return search.truth.map((v) => sight.sight(v.item, v.version));
        };
        const shuffled = search.passes.toSorted(
          (a, b) => ((a.sent * 7919 + seed) % 101) - ((b.sent * 7919 + seed) % 101),
        );
        expect(told(shuffled)).toEqual(told(search.passes));
      }),
    );
  });

  test('with complete passes of one page each is no wider than from one to the end of the next', () => {
    const calm = { size: 100, ways: [[1, 1]] as const, snapshot: false, sorted: true, cut: undefined };
    fc.assert(
      fc.property(trueInbox(0), fc.integer({ min: 3, max: 20 }), (inbox, every) => {
        const sight = new SurfaceSight();
        for (let sent = 0; sent < 400; sent += every) sight.pass(passOver(inbox, sent, calm));
        for (const { item, version } of inbox) {
          const { after, by } = sight.sight(item, version) ?? { after: null, by: null };
          if (after !== null && by !== null) expect(by - after).toBeLessThanOrEqual(every + 2);
        }
      }),
    );
  });
});
