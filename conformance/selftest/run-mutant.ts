import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { loadCatalogue } from '../../contract/requirements/load.ts';
import type { Collaborators } from '../../reference-impl/collaborators.ts';
import { startReference } from '../../reference-impl/server.ts';
import type { Check } from '../checks/check.ts';
import { checks } from '../checks/index.ts';
import { judgeHistory } from '../judge.ts';
import { type LaneRequest, runLanes } from '../runner/run.ts';
import { referenceProfile } from '../sut/profile.ts';
import type { RunVerdicts, Verdict } from '../verdict/types.ts';
import type { Mutant } from './mutant.ts';

const KEY = 'VITALPROOF_SELFTEST_KEY';

/** The check of a requirement. Throws when there is none: a mutant that nothing can catch is not one. */
export const checkOf = (requirement: string): Check => {
  const found = checks.find((c) => c.requirement === requirement);
  if (found === undefined) throw new Error(`no check for ${requirement}`);
  return found;
};

/** Where a run is kept (must not exist yet), its seed, and recorded data where its lanes play some. */
export interface SelftestRun {
  readonly runDir: string;
  readonly seed: number;
  readonly data?: string;
  /** Operations at a time. */
  readonly width?: number;
}

/** Plays lanes against a reference with some collaborators replaced, and judges what came of it. */
export const judgeLanesOf = async (
  lanes: readonly LaneRequest[],
  selected: readonly string[],
  collaborators: Partial<Collaborators>,
  run: SelftestRun,
): Promise<RunVerdicts> => {
  const key = randomBytes(32).toString('hex');
  const catalogue = loadCatalogue();
  const reference = await startReference({ databasePath: ':memory:', tokenKey: key, collaborators });
  try {
    const { historyPath } = await runLanes({
      ...run,
      profile: referenceProfile({ fhirBase: reference.fhirBase, hl7: reference.hl7, keyVariable: KEY }),
      secrets: { [KEY]: key },
      lanes,
      selected,
      catalogue: catalogue.hash,
    });
    return await judgeHistory(historyPath, catalogue);
  } finally {
    await reference.close();
  }
};

/** Plays checks, each over all its bindings. */
export const judgeChecks = async (
  picked: readonly Check[],
  collaborators: Partial<Collaborators>,
  run: SelftestRun,
): Promise<RunVerdicts> =>
  await judgeLanesOf(
    picked.flatMap((c) =>
      c.scenario.bindings.map((binding) => ({ scenario: c.scenario, binding, requirements: [c.requirement] })),
    ),
    picked.map((c) => c.requirement),
    collaborators,
    run,
  );

/** What became of a mutant: `killed` only if the requirement that it names failed. */
export interface MutantResult {
  readonly mutant: Mutant;
  readonly killed: boolean;
  /** The verdict on the named requirement. */
  readonly verdict: Verdict;
  /** Every requirement that failed. */
  readonly failed: readonly string[];
  readonly reason: string;
}

/** Plays the check that must catch a mutant against it. */
export const runMutant = async (mutant: Mutant, folder: string, seed = 1): Promise<MutantResult> => {
  const { requirements } = await judgeChecks([checkOf(mutant.requirement)], mutant.collaborators, {
    runDir: join(folder, mutant.name),
    seed,
  });
  const named = requirements.find((r) => r.requirement === mutant.requirement);
  return {
    mutant,
    killed: named?.verdict === 'FAIL',
    verdict: named?.verdict ?? 'NOT_RUN',
    failed: requirements.filter((r) => r.verdict === 'FAIL').map((r) => r.requirement),
    reason: named?.reason ?? '',
  };
};
