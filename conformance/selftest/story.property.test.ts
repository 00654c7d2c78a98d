import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Collaborators } from '../../reference-impl/collaborators.ts';
import { GATES } from '../naive/generate/themes-of-gates.test-helper.ts';
import { RULES } from '../naive/generate/themes-of-rules.test-helper.ts';
import { timelineOf } from '../naive/timeline.test-helper.ts';
import { Oracle } from '../oracle/oracle.ts';
import { mutants } from './mutants/index.ts';
import { playStory, type Story } from './story-play.test-helper.ts';
import { everyRule } from './story-themes.test-helper.ts';

/** How many stories; `STORY_RUNS` and `STORY_SEED` (with `STORY_PATH`) for longer runs and for replays. */
const { STORY_RUNS, STORY_SEED, STORY_PATH } = process.env;
const RUNS = Number(STORY_RUNS ?? 100);
const SEED = Number(STORY_SEED ?? 20_350_305);
/** About 10 stories a second; the rest is for shrinking. */
const TIMEOUT_MS = 120_000 + RUNS * 400;

const small = fc.nat({ max: 119 });
const storiesOf = (theme: fc.Arbitrary<Story['theme']>): fc.Arbitrary<Story> =>
  fc.noBias(
    fc.record({
      theme,
      opening: fc.array(small, { minLength: 16, maxLength: 17 }),
      moves: fc.array(fc.array(small, { minLength: 16, maxLength: 16 }), { minLength: 1, maxLength: 22, size: 'max' }),
    }),
  );

const brokenIn = async (story: Story, collaborators: Partial<Collaborators> = {}) => {
  const oracle = new Oracle({ clockTolerance: 0n });
  const lines = await playStory(story, collaborators);
  for (const line of lines) oracle.feed(line);
  const findings = [...oracle.finish().ledger.requirements.values()].flatMap((t) => t.findings);
  return { lines, broken: findings.filter((f) => f.outcome === 'broken') };
};

/** Stories of all rules: of one theme at a time, and of orders that ask for everything at once. */
const STORIES = {
  'of one theme': storiesOf(fc.constantFrom(...GATES, ...RULES)),
  'of every rule at once': storiesOf(everyRule),
};

describe(`${RUNS} stories of seed ${SEED} (STORY_RUNS, STORY_SEED)`, () => {
  test.each(Object.entries(STORIES))(
    'the oracle finds nothing against the reference in stories %s',
    async (_name, stories) => {
      await fc.assert(
        fc.asyncProperty(stories, async (story) => {
          const { lines, broken } = await brokenIn(story);
          const texts = broken.map((f) => `${f.requirement}: expected ${f.expected}; observed ${f.observed}`);
          expect(texts, texts.length === 0 ? '' : timelineOf(lines)).toEqual([]);
        }),
        { numRuns: RUNS, seed: SEED, ...(STORY_PATH === undefined ? {} : { path: STORY_PATH }) },
      );
    },
    TIMEOUT_MS,
  );
});

/** One of each rule that other worlds leave out (differential.property.test.ts). */
const BROKEN_RULES = [
  'coverage-ignored',
  'erasures-change-nothing',
  'escalates-what-was-seen',
  'late-after-half-an-hour',
  'repetition-raises-at-the-first',
  'silence-is-never-missed',
];
const SENSITIVITY_RUNS = 200;

describe('a system with one defect', () => {
  const stories = fc.sample(STORIES['of one theme'], { numRuns: SENSITIVITY_RUNS, seed: 1 });
  test.each(BROKEN_RULES)(
    '%s is found out in the same stories',
    async (name) => {
      const mutant = mutants.find((m) => m.name === name);
      if (mutant === undefined) throw new Error(`no mutant ${name}`);
      for (const story of stories) {
        const { broken } = await brokenIn(story, mutant.collaborators);
        if (broken.some((f) => f.requirement === mutant.requirement)) return;
      }
      expect.fail(`${mutant.requirement} is broken in none of ${SENSITIVITY_RUNS} stories`);
    },
    TIMEOUT_MS,
  );
});
