import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Collaborators } from '../../reference-impl/collaborators.ts';
import type { Finding } from '../oracle/finding.ts';
import { Oracle } from '../oracle/oracle.ts';
import { playWorld } from './differential-play.test-helper.ts';
import { world, type World } from './differential-world.test-helper.ts';
import { mutants } from './mutants/index.ts';

/** How many worlds; `DIFFERENTIAL_RUNS` and `DIFFERENTIAL_SEED` (with `DIFFERENTIAL_PATH`) for longer runs and for replays. */
const { DIFFERENTIAL_RUNS, DIFFERENTIAL_SEED, DIFFERENTIAL_PATH } = process.env;
const RUNS = Number(DIFFERENTIAL_RUNS ?? 200);
const REPLAY = {
  ...(DIFFERENTIAL_SEED === undefined ? {} : { seed: Number(DIFFERENTIAL_SEED) }),
  ...(DIFFERENTIAL_PATH === undefined ? {} : { path: DIFFERENTIAL_PATH }),
};
/** About 150 worlds a second; the rest is for shrinking. */
const TIMEOUT_MS = 30_000 + RUNS * 20;

interface Judged {
  readonly broken: readonly Finding[];
  readonly undecided: readonly Finding[];
  readonly judged: number;
}

const judge = async (w: World, collaborators: Partial<Collaborators> = {}): Promise<Judged> => {
  const oracle = new Oracle({ clockTolerance: 0n });
  for (const line of await playWorld(w, collaborators)) oracle.feed(line);
  const tallies = [...oracle.finish().ledger.requirements.values()];
  const findings = tallies.flatMap((t) => t.findings);
  return {
    broken: findings.filter((f) => f.outcome === 'broken'),
    undecided: findings.filter((f) => f.outcome === 'undecided'),
    judged: tallies.reduce((n, t) => n + t.must + t.mustNot, 0),
  };
};

const text = (f: Finding): string => `${f.requirement}: expected ${f.expected}; observed ${f.observed}`;

describe('two independent readings of the contract', () => {
  test(
    `the oracle finds nothing against the reference, and leaves nothing open, in ${RUNS} worlds`,
    async () => {
      await fc.assert(
        fc.asyncProperty(world, async (w) => {
          const { broken, undecided, judged } = await judge(w);
          expect(broken.map(text)).toEqual([]);
          expect(undecided.map(text)).toEqual([]);
          expect(judged).toBeGreaterThan(0);
        }),
        { numRuns: RUNS, interruptAfterTimeLimit: TIMEOUT_MS - 5000, markInterruptAsFailure: true, ...REPLAY },
      );
    },
    TIMEOUT_MS,
  );
});

/** Worlds in which each broken variant must be found out at least once. */
const SENSITIVITY_RUNS = Math.max(RUNS, 400);
const { seed: SENSITIVITY_SEED = 1 } = REPLAY;

describe('a system with one defect', () => {
  // One of each rule that the worlds exercise; the self-test plays them all, each against its own check.
  const RULES = [
    'alerts-the-requester',
    'anybody-may-act',
    'done-can-be-undone',
    'ended-order-still-admits',
    'factor-18',
    'first-limits-for-ever',
    'inclusive-comparison',
    'loss-counts-as-gain',
    'newest-limits-for-all',
    'permission-never-asked',
    'population-limits',
    'pounds-read-as-kilograms',
    'withdrawal-ignored',
  ];
  const inWorlds = mutants.filter((m) => RULES.includes(m.name));
  let worlds: readonly World[] = [];
  beforeAll(() => {
    worlds = fc.sample(world, { numRuns: SENSITIVITY_RUNS, seed: SENSITIVITY_SEED });
  }, TIMEOUT_MS);
  test('all of them are there', () => expect(inWorlds).toHaveLength(RULES.length));
  test.each(inWorlds.map((m) => [m.name, m] as const))(
    '%s is found out in the same worlds',
    async (_name, mutant) => {
      let caught = false;
      for (const w of worlds) {
        const { broken } = await judge(w, mutant.collaborators);
        caught = broken.some((f) => f.requirement === mutant.requirement);
        if (caught) break;
      }
      expect(
        caught,
        `${mutant.requirement} is broken in one of ${SENSITIVITY_RUNS} worlds of seed ${SENSITIVITY_SEED}`,
      ).toBe(true);
    },
    TIMEOUT_MS,
  );
});
