import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HistoryLine } from '../../history/lines.ts';
import { expectationsOfWorlds } from '../expect.test-helper.ts';
import { storyOf } from '../story.test-helper.ts';
import { TooManyWorlds, worldsOf } from '../worlds.test-helper.ts';
import { histories, type MadeHistory } from './histories.test-helper.ts';

const RUNS = 3000;
const SEED = Number(process.env['NAIVE_SEED'] ?? 20_350_305);

/** Each decides in at least one history of a hundred; several words: any of them. */
const DECIDERS: readonly (readonly [string, readonly string[]])[] = [
  ['limits', ['limits']],
  ['meal context', ['meal-context']],
  ['implausible', ['data-quality']],
  ['HI and LO', ['off-scale']],
  ['change', ['change']],
  ['repeated', ['repeated']],
  ['missing', ['missing']],
  ['digest', ['digest']],
  ['escalation', ['escalation']],
  ['coverage', ['coverage']],
  ['summary', ['summary']],
  ['seven days', ['seven-days']],
  ['gate 1', ['unknown-unit', 'bad-value', 'time-without-offset', 'unit-mismatch']],
  ['gate 2', ['patient-not-authorised']],
  ['gate 3, replay', ['replay']],
  ['gate 3, conflict', ['identifier-conflict']],
  ['gate 3, alias', ['alias']],
  ['gate 3, correction', ['correction']],
  ['gate 3, erasure', ['erasure']],
  ['gate 3, tombstone', ['tombstone']],
  ['gate 4', ['control-solution']],
  ['gate 5', ['future-time']],
  ['gate 5, quarantine', ['quarantine']],
  ['gate 6, no order', ['order none']],
  ['gate 6, on hold', ['order on-hold']],
  ['gate 6, ended', ['order ended']],
  ['gate 6, not begun', ['order not begun']],
  ['gate 6, draft', ['order draft']],
  ['gate 6, in error', ['order entered-in-error']],
  ['gate 6, late after the end', ['after-order-end']],
  ['gate 7, none', ['permission none']],
  ['gate 7, withdrawn', ['permission withdrawn']],
  ['gate 7, another type', ['permission other type']],
  ['gate 7, before the grant', ['before-grant']],
  ['source', ['source-not-admitted']],
  ['tracker', ['permission.set tracker-not-picked', 'tracker.set illegal-transition', 'tracker.set not-found']],
  ['order refused', ['order.submit limits-contradictory', 'order.submit limits-missing', 'order.submit limit-unit']],
  ['change refused', ['order.change illegal-transition']],
];

interface Judged extends MadeHistory {
  readonly must: boolean;
  readonly odd: boolean;
  readonly tooMany: boolean;
}

const judge = (made: MadeHistory): Judged => {
  const story = storyOf(made.lines);
  try {
    const worlds = worldsOf(story);
    const { items } = expectationsOfWorlds(story, worlds);
    const odd = worlds.every((w) => w.odd.size > 0);
    return { ...made, odd, tooMany: false, must: items.some((i) => !i.raised.includes(0)) };
  } catch (error) {
    if (!(error instanceof TooManyWorlds)) throw error;
    return { ...made, must: false, odd: false, tooMany: true };
  }
};

describe(`${RUNS} generated histories of seed ${SEED} (NAIVE_SEED)`, () => {
  const sample = fc.sample(histories, { numRuns: RUNS, seed: SEED });
  const judged = sample.map(judge);
  const share = (holds: (j: Judged) => boolean): number => judged.filter(holds).length / RUNS;

  test('are histories', () => {
    for (const { lines } of sample.slice(0, 200)) for (const line of lines) HistoryLine.parse(line);
  });

  test('the same seed makes the same', () => {
    expect(fc.sample(histories, { numRuns: 50, seed: SEED })).toEqual(sample.slice(0, 50));
  });

  test('have a course in which nothing goes against the system, as they come from one', () => {
    expect(share((j) => j.odd)).toBe(0);
  });

  test('half of them call for an item', () => {
    expect(share((j) => j.must)).toBeGreaterThanOrEqual(0.5);
  });

  test('hardly any has more courses than can be tried', () => {
    expect(share((j) => j.tooMany)).toBeLessThanOrEqual(0.01);
  });

  test.each(DECIDERS)('%s decides in one of a hundred', (_name, tags) => {
    expect(share((j) => tags.some((tag) => j.tags.has(tag)))).toBeGreaterThanOrEqual(0.01);
  });
});
