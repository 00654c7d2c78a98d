import { join } from 'node:path';
import { loadCatalogue } from '../../../contract/requirements/load.ts';
import { judgeHistory } from '../../judge.ts';
import { lanesOfChecks } from '../../sender/check-lanes.ts';
import { senderChecks } from '../../sender/checks/index.ts';
import { referenceSender } from '../../sender/reference-sender.ts';
import { runSenders } from '../../sender/run-senders.ts';
import { referenceSenderProfile } from '../../sender/sender-profile.ts';
import type { RequirementVerdict, RunVerdicts } from '../../verdict/types.ts';
import type { SenderDifference, SenderMutant } from './sender-mutant.ts';

/** What became of a mutant of the sender. */
export interface SenderMutantResult {
  readonly result: 'killed' | 'survived' | 'void';
  /** Every requirement that failed. */
  readonly failed: readonly string[];
  readonly reason: string;
}

const TERMS = { forward: 1000, recovery: 1000 };
const WIDTH = 8;

/** Plays the checks of some requirements against a reference sender that differs, and judges what came of it. */
export const judgeSenderChecks = async (
  requirements: readonly string[],
  make: () => SenderDifference,
  runDir: string,
  terms = TERMS,
): Promise<RunVerdicts> => {
  const profile = { ...referenceSenderProfile('selftest'), terms };
  const catalogue = loadCatalogue();
  const checks = senderChecks.filter((c) => requirements.includes(c.requirement));
  const { historyPath } = await runSenders({
    profile,
    start: referenceSender(make),
    lanes: lanesOfChecks(checks, profile),
    seed: 1,
    runDir,
    selected: checks.map((c) => c.requirement),
    catalogue: catalogue.hash,
    width: WIDTH,
  });
  return await judgeHistory(historyPath, catalogue);
};

/** A SHOULD that was broken only warns; its mutant is caught all the same. */
const isBroken = ({ counts }: RequirementVerdict): boolean => counts.broken > 0;

/** Plays the check that must catch a mutant against it, and nothing else. */
export const runSenderMutant = async (mutant: SenderMutant, folder: string): Promise<SenderMutantResult> => {
  const verdicts = await judgeSenderChecks([mutant.requirement], mutant.make, join(folder, mutant.name));
  const failed = verdicts.requirements.filter(isBroken).map((r) => r.requirement);
  const named = verdicts.requirements.find((r) => r.requirement === mutant.requirement);
  const allowed = new Set([mutant.requirement, ...(mutant.also ?? [])]);
  const more = failed.filter((id) => !allowed.has(id));
  if (verdicts.isVoid) return { result: 'void', failed, reason: 'the harness failed' };
  if (more.length > 0) return { result: 'void', failed, reason: `it breaks ${more.join(', ')} and does not say so` };
  return { result: failed.includes(mutant.requirement) ? 'killed' : 'survived', failed, reason: named?.reason ?? '' };
};
