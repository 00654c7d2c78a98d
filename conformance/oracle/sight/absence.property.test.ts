import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keyOf } from '../../../contract/domain/index.ts';
import { expectRefuted } from '../../refuted.test-helper.ts';
import { HistoryBuilder, MS, patientId } from '../history-builder.test-helper.ts';
import { isOp, type OpOf } from '../record/patient-record.ts';
import { Absence, type Sentinel } from './absence.ts';

type Look = OpOf<'inbox.look'>;
const SURFACES = ['inbox:a', 'inbox:b'] as const;
const P1 = patientId('p1');
/** When the stimulus settled, and the quiet time asked for, ms. */
const SETTLED = 100;
const QUIET = 60;

const TEMPLATE = ((): Look => {
  const b = new HistoryBuilder();
  b.look();
  const line = b.lines.at(-1);
  if (line?.kind !== 'op' || !isOp(line, 'inbox.look')) throw new Error('no look');
  return line;
})();

const lookAt = (surface: string, ms: number, complete: boolean, patient: string | undefined): Look => ({
  ...TEMPLATE,
  act: {
    op: 'inbox.look',
    surface,
    ...(patient === undefined ? {} : { patient: patientId(patient) }),
  },
  sent: ms * MS,
  settled: (ms + 2) * MS,
  output: { look: { pages: 1, items: [], complete } },
});

/**
 * An item that truly was raised within the quiet time, visible on each surface from some instant on; either may
 * have been dead since before. Looks as they were made, and the sentinels that came into sight.
 */
const world = fc
  .record({
    raised: fc.nat(QUIET),
    slower: fc.record({ 'inbox:a': fc.nat(40), 'inbox:b': fc.nat(40) }),
    dead: fc.constantFrom<readonly string[]>([], ['inbox:a'], ['inbox:b'], SURFACES),
    looks: fc.array(
      fc.record({
        surface: fc.constantFrom(...SURFACES),
        at: fc.integer({ min: 80, max: 300 }),
        complete: fc.constantFrom(true, true, false),
        patient: fc.constantFrom(undefined, undefined, 'p1', 'p2'),
      }),
      { maxLength: 10 },
    ),
    sentinel: fc.record({ sent: fc.integer({ min: 60, max: 160 }), took: fc.nat(60) }),
    ended: fc.constantFrom(true, true, true, false),
  })
  .map(({ raised, slower, dead, looks, sentinel, ended }) => {
    const isDead = (surface: string): boolean => dead.includes(surface);
    const visible = (surface: (typeof SURFACES)[number]): number =>
      isDead(surface) ? Number.POSITIVE_INFINITY : Math.min(SETTLED + QUIET, SETTLED + raised + slower[surface]);
    return {
      looks: looks.map((l) => lookAt(l.surface, l.at, l.complete, l.patient)),
      shows: looks.some((l) => l.complete && l.patient !== 'p2' && visible(l.surface) <= l.at),
      sentinels: SURFACES.filter((s) => !isDead(s)).map((surface): Sentinel => ({
        surface,
        sent: sentinel.sent * MS,
        by: (sentinel.sent + sentinel.took) * MS,
      })),
      ended,
    };
  });
type World = typeof world extends fc.Arbitrary<infer T> ? T : never;

/** It was raised. If no look shows it, nobody may say that nothing came. */
const neverClaimed = (change: (w: World) => World = (w) => w) =>
  fc.property(world, (w) => {
    // A run looks at every surface that it judges.
    fc.pre(!w.shows && SURFACES.every((surface) => w.looks.some((l) => l.act.surface === surface)));
    const { looks, sentinels, ended } = change(w);
    expect(new Absence(looks, sentinels, ended).provesAbsence(keyOf(P1), SETTLED * MS, QUIET * MS)).toBe(false);
  });
const withLooks = (change: (look: Look) => Look) => neverClaimed((w) => ({ ...w, looks: w.looks.map(change) }));

describe('that no item comes', () => {
  test('is never claimed of one that was raised', () => fc.assert(neverClaimed(), { numRuns: 3000 }));

  test('incomplete looks taken for complete ones are refuted', () =>
    expectRefuted(withLooks((l) => ({ ...l, output: { look: { pages: 1, items: [], complete: true } } }))));
  test('looks at other patients taken for looks at all are refuted', () =>
    expectRefuted(withLooks((l) => ({ ...l, act: { op: 'inbox.look', surface: l.act.surface } }))));
  test('one surface taken for the other is refuted', () =>
    expectRefuted(
      neverClaimed((w) => ({
        ...w,
        looks: w.looks.map((l) => ({ ...l, act: { ...l.act, surface: 'inbox' } })),
        sentinels: w.sentinels.map((s) => ({ ...s, surface: 'inbox' })),
      })),
    ));
  test('looks of the quiet time itself taken for later ones are refuted', () =>
    expectRefuted(withLooks((l) => ({ ...l, sent: l.sent + QUIET * MS }))));
  test('no need of a sentinel is refuted', () =>
    expectRefuted(
      neverClaimed((w) => ({
        ...w,
        sentinels: SURFACES.map((surface) => ({ surface, sent: SETTLED * MS, by: SETTLED * MS })),
      })),
    ));
});
