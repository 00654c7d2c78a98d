import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { InboxItem } from '../../contract/domain/index.ts';
import type { HistoryLine } from '../history/lines.ts';
import { DECOY, itemId } from './history-builder.test-helper.ts';
import { findingsOf, idsOf, judged } from './judged.test-helper.ts';
import { naive, play, smallWorld, type SmallWorld } from './model-sut.test-helper.ts';

const tallies = (lines: readonly HistoryLine[]): string[] =>
  [...judged(lines).ledger.requirements]
    .map(([id, t]) => [id, t.must, t.mustNot, t.may, t.broken, t.undecided, t.warned].join(' '))
    .sort();

/** An edge of an hour makes `late` free; keep worlds where each claim is certain. */
const certain = (world: SmallWorld): boolean => world.steps.every((s) => s.minutesAgo !== 60);

const RUNS = { numRuns: 300 };

const raisedTimes = (world: SmallWorld): string[] =>
  naive(world)
    .map((r) => `${world.steps[r.step]?.minutesAgo} ${r.kind}`)
    .sort();

describe('against a naive system that is right by construction', () => {
  test('nothing is broken and nothing undecided', () => {
    fc.assert(
      fc.property(smallWorld.filter(certain), (world) => {
        const { lines } = play(world);
        expect(findingsOf(lines, 'broken').map((f) => `${f.requirement} ${f.expected} ${f.observed}`)).toEqual([]);
        expect(idsOf(lines, 'undecided')).toEqual([]);
      }),
      RUNS,
    );
  });

  test('moving everything in time changes no verdict', () => {
    fc.assert(
      fc.property(smallWorld.filter(certain), fc.integer({ min: -2000, max: 2000 }), (world, days) => {
        const started = new Date(Date.UTC(2035, 0, 10) + days * 86_400_000).toISOString();
        expect(tallies(play(world, { started }).lines)).toEqual(tallies(play(world).lines));
      }),
      { numRuns: 100 },
    );
  });

  test('in whatever order readings arrive, the same ones raise', () => {
    const shuffled = smallWorld
      .filter(certain)
      .chain((world) =>
        fc.tuple(
          fc.constant(world),
          fc.shuffledSubarray([...world.steps], { minLength: world.steps.length, maxLength: world.steps.length }),
        ),
      );
    fc.assert(
      fc.property(shuffled, ([world, steps]) => {
        const other = { ...world, steps };
        expect(raisedTimes(other)).toEqual(raisedTimes(world));
        expect(idsOf(play(other).lines)).toEqual([]);
      }),
      RUNS,
    );
  });

  test('judged twice it says the same', () => {
    fc.assert(
      fc.property(smallWorld, (world) => {
        const { lines } = play(world);
        expect(JSON.stringify(findingsOf(lines, 'met'))).toBe(JSON.stringify(findingsOf(lines, 'met')));
      }),
      { numRuns: 50 },
    );
  });

  test('the order of the lines in the file does not matter', () => {
    fc.assert(
      fc.property(smallWorld, (world) => {
        const [run, ...rest] = play(world).lines;
        if (run === undefined) throw new Error('no run');
        expect(tallies([run, ...rest.toReversed()])).toEqual(tallies([run, ...rest]));
      }),
      { numRuns: 50 },
    );
  });
});

/** Each corruption of one seen item, with the requirement that must be broken by it. */
const CORRUPTIONS: Record<string, { breaks: string; of: (item: InboxItem) => readonly InboxItem[] }> = {
  dropped: { breaks: 'ALR-01', of: () => [] },
  doubled: { breaks: 'ALR-06', of: (i) => [i, { ...i, identifier: itemId(`${i.identifier.value}-again`) }] },
  'for somebody else': { breaks: 'ALR-04', of: (i) => [{ ...i, recipient: DECOY }] },
  'with another value': { breaks: 'ALR-03', of: (i) => [{ ...i, value: { value: '999', unit: i.value?.unit ?? '' } }] },
  'with another unit': {
    breaks: 'ALR-03',
    of: (i) => [{ ...i, value: { value: i.value?.value ?? '', unit: 'mmol/L' } }],
  },
  'with another limit': { breaks: 'ALR-03', of: (i) => [{ ...i, limit: { value: '1000', unit: 'mg/dL' } }] },
  'with another version': { breaks: 'ALR-03', of: (i) => [{ ...i, limitFrom: '2001-01-01T00:00:00Z' }] },
  'of another time': { breaks: 'ALR-03', of: (i) => [{ ...i, effective: '2001-01-01T00:00:00Z' }] },
  'late where it is not, or not where it is': { breaks: 'ALR-03', of: (i) => [{ ...i, late: i.late !== true }] },
  'of the other direction': {
    breaks: 'ALR-03',
    of: (i) => [{ ...i, interpretation: [i.interpretation.includes('N') ? 'H' : 'N'] }],
  },
  'about another reading': { breaks: 'ALR-01', of: (i) => [{ ...i, reading: { system: 'x', value: 'y' } }] },
  'about another order': { breaks: 'ALR-02', of: (i) => [{ ...i, order: { system: 'x', value: 'y' } }] },
  'moved back': {
    breaks: 'ALR-07',
    of: (i) => [
      { ...i, version: 1, status: 'done' },
      { ...i, version: 2, status: 'new' },
    ],
  },
};

describe.each(Object.entries(CORRUPTIONS))('one item %s', (_name, { breaks, of }) => {
  test(`breaks ${breaks}`, () => {
    fc.assert(
      fc.property(
        smallWorld.filter((w) => certain(w) && naive(w).length > 0),
        fc.nat(),
        (world, pick) => {
          const target = pick % naive(world).length;
          const { lines } = play(world, { corrupt: (item, index) => (index === target ? of(item) : [item]) });
          expect(idsOf(lines)).toContain(breaks);
        },
      ),
      { numRuns: 60 },
    );
  });
});

test('an item that nothing calls for is always found', () => {
  fc.assert(
    fc.property(smallWorld.filter(certain), fc.nat(), (world, pick) => {
      const quiet = world.steps.map((_s, i) => i).filter((i) => !naive(world).some((r) => r.step === i));
      fc.pre(quiet.length > 0);
      const { builder, lines, readings, order } = play(world);
      const reading = readings[quiet[pick % quiet.length] ?? 0];
      if (reading === undefined) throw new Error('no reading');
      const weight = world.kind === 'weight';
      builder.seen({
        identifier: itemId('spurious'),
        version: 1,
        kind: weight ? 'change' : 'abnormal',
        status: 'new',
        patient: reading.patient,
        order: order.identifier,
        recipient: order.responsible,
        reading: reading.identifier,
        interpretation: [weight ? 'U' : 'H'],
        history: [],
      });
      expect(idsOf(lines).filter((id) => ['ALR-02', 'LIM-02', 'LIM-06', 'LIM-07'].includes(id))).not.toEqual([]);
    }),
    RUNS,
  );
});
