import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { OpLine } from '../../history/lines.ts';
import { expectRefuted } from '../../refuted.test-helper.ts';
import { STARTED } from '../history-builder.test-helper.ts';
import { instant } from './instant.ts';
import { type MonoStretch, PatientClock } from './patient-clock.ts';

const START = instant(STARTED);
const textOf = (ns: number): string =>
  `2035-01-01T00:00:${String(Math.floor(ns / 1e9)).padStart(2, '0')}.${String(ns % 1e9).padStart(9, '0')}Z`;

/** An advance as it truly was: it took effect at `landed`, if ever. All in ns since the start. */
interface TrueAdvance {
  readonly to: number;
  readonly sent: number;
  readonly settled: number;
  readonly answered: boolean;
  readonly landed: number | undefined;
}

const lineOf = ({ to, sent, settled, answered }: TrueAdvance): OpLine => ({
  kind: 'op',
  seq: 1,
  lane: 'l',
  via: 'fhir',
  actor: 'clock',
  act: { op: 'clock.advance', to: textOf(to) },
  intended: sent,
  sent,
  settled,
  wall: STARTED,
  outcome: answered ? 'ok' : 'unknown',
  answer: {},
});

/** Advances one after the other, each to where the clock cannot be yet; unanswered ones land late or never. */
const world = fc
  .record({
    plan: fc.array(
      fc.record({
        gap: fc.nat(60),
        took: fc.nat(40),
        share: fc.double({ min: 0, max: 1, noNaN: true }),
        jump: fc.integer({ min: 1, max: 60 }),
        fate: fc.constantFrom('answered' as const, 'landed' as const, 'lost' as const),
        delay: fc.nat(200),
      }),
      { maxLength: 4 },
    ),
    tolerance: fc.nat(5),
    off: fc.integer({ min: -5, max: 5 }),
    pick: fc.nat(),
    near: fc.integer({ min: -30, max: 60 }),
  })
  .map(({ plan, tolerance, off, pick, near }) => {
    const advances: TrueAdvance[] = [];
    let now = 0;
    for (const { gap, took, share, jump, fate, delay } of plan) {
      const sent = now + gap;
      const settled = sent + took;
      const most = Math.max(settled, ...advances.map((a) => a.to + settled - a.sent));
      const landed = fate === 'lost' ? undefined : sent + Math.round(share * took) + (fate === 'landed' ? delay : 0);
      advances.push({ to: most + jump, sent, settled, answered: fate === 'answered', landed });
      now = settled;
    }
    const marks = [0, ...advances.flatMap((a) => [a.to, a.to, a.sent, a.settled])];
    const at = Math.max(0, (marks[pick % marks.length] ?? 0) + near);
    const within = Math.max(-tolerance, Math.min(tolerance, off));
    return { advances, at, tolerance, off: within };
  });
type World = typeof world extends fc.Arbitrary<infer T> ? T : never;

/** What the SUT's clock truly showed, in ns since the start. */
const showed = ({ advances, off }: World, mono: number): number => {
  const jumped = advances.flatMap((a) => (a.landed !== undefined && a.landed <= mono ? [a.to + mono - a.landed] : []));
  return Math.max(mono, ...jumped) + off;
};

/** The first ns at which it truly showed `at`: it runs at real speed between landings. */
const trulyReached = (w: World): number => {
  const landings = w.advances.flatMap((a) => (a.landed === undefined ? [] : [a.landed])).toSorted((a, b) => a - b);
  const starts = [-1000, ...landings];
  for (const [i, start] of starts.entries()) {
    const mono = start + Math.max(0, w.at - showed(w, start));
    if (mono < (starts[i + 1] ?? Number.POSITIVE_INFINITY)) return mono;
  }
  throw new Error('a running clock reaches everything');
};

/** What falls due while an advance has landed and is not ready counts from its ready. */
const trulyDue = (w: World): number => {
  const reached = trulyReached(w);
  const within = w.advances.filter(
    (a) => a.answered && a.landed !== undefined && a.landed <= reached && reached < a.settled,
  );
  return Math.max(reached, ...within.map((a) => a.settled));
};

const clockOf = ({ advances, tolerance }: World, change: (op: OpLine) => OpLine = (op) => op): PatientClock => {
  const clock = new PatientClock(STARTED, BigInt(tolerance));
  for (const advance of advances) clock.add(change(lineOf(advance)));
  return clock;
};

const inside = (stretch: MonoStretch | 'never', truth: number): void => {
  if (stretch === 'never') throw new Error('never, without an end');
  expect(stretch.from).toBeLessThanOrEqual(truth);
  expect(stretch.to).toBeGreaterThanOrEqual(truth);
};
const atOf = (w: World): bigint => START + BigInt(w.at);

const holdsReached = (change?: (op: OpLine) => OpLine) =>
  fc.property(world, (w) => inside(clockOf(w, change).reached(atOf(w)), trulyReached(w)));

describe('the stretch in which virtual time reached an instant', () => {
  test('always holds the true instant', () => fc.assert(holdsReached(), { numRuns: 3000 }));
  // The next three are defects that the property must find: each is a clock told something wrong.
  test('an advance that jumps only when it is answered is refuted', () =>
    expectRefuted(holdsReached((op) => ({ ...op, sent: op.settled }))));
  test('an advance that jumps at once is refuted', () =>
    expectRefuted(holdsReached((op) => ({ ...op, settled: op.sent }))));
  test('an unanswered advance taken for an answered one is refuted', () =>
    expectRefuted(holdsReached((op) => ({ ...op, outcome: 'ok' }))));
  test('an unanswered advance taken for a refused one is refuted', () =>
    expectRefuted(holdsReached((op) => ({ ...op, outcome: op.outcome === 'ok' ? 'ok' : 'refused' }))));

  test('is one instant where nothing is open', () => {
    fc.assert(
      fc.property(world, (w) => {
        const exact = { ...w, tolerance: 0, off: 0 };
        const sharp = exact.advances.every((a) => a.answered && a.sent === a.settled);
        fc.pre(sharp);
        const truth = trulyReached(exact);
        expect(clockOf(exact).reached(atOf(w))).toEqual({ from: truth, to: truth });
      }),
    );
  });

  test('agrees with what the clock can have shown: never before `from`, always from `to` on', () => {
    fc.assert(
      fc.property(world, (w) => {
        const clock = clockOf(w);
        const stretch = clock.reached(atOf(w));
        expect(clock.at(stretch.from - 1).high).toBeLessThan(atOf(w));
        expect(clock.at(stretch.to).low).toBeGreaterThanOrEqual(atOf(w));
      }),
    );
  });
});

describe('where the deadline of something due begins', () => {
  const holdsDue = (due: (clock: PatientClock, at: bigint) => MonoStretch | 'never') =>
    fc.property(world, (w) => inside(due(clockOf(w), atOf(w)), trulyDue(w)));

  test('always holds the true beginning', () =>
    fc.assert(
      holdsDue((clock, at) => clock.due(at)),
      { numRuns: 3000 },
    ));
  test('the moment of the jump instead of its ready is refuted', () =>
    expectRefuted(
      holdsDue((clock, at) => {
        const { from } = clock.reached(at);
        return { from, to: from };
      }),
    ));
});
