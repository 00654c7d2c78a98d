import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HistoryLine } from '../../history/lines.ts';
import { expectationsOfWorlds } from '../expect.test-helper.ts';
import { storyOf } from '../story.test-helper.ts';
import { TooManyWorlds, worldsOf } from '../worlds.test-helper.ts';
import { DECIDERS } from './deciders.test-helper.ts';
import { histories, type MadeHistory } from './histories.test-helper.ts';

const RUNS = 3000;
const SEED = Number(process.env['NAIVE_SEED'] ?? 20_350_305);

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
