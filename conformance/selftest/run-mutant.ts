import { join } from 'node:path';
import { loadCatalogue } from '../../contract/requirements/load.ts';
import { readHistorySync } from '../history/reader.ts';
import { shrinkHistory } from '../shrink/shrink-history.ts';
import type { RequirementVerdict, RunVerdicts, Verdict } from '../verdict/types.ts';
import type { Mutant } from './mutant.ts';
import { brokenElsewhere } from './related.ts';
import { checkOf, historyIn, judgeChecks, type SelftestRun } from './play.ts';

/** The smallest history that shows a defect, in words. */
export interface Counterexample {
  /** An enrolled patient counts as one. */
  readonly operations: number;
  readonly expected: string;
  readonly observed: string;
}

/** What became of a mutant. `void`: it did not start, or broke more than it says; `killed` only by its own requirement. */
export interface MutantResult {
  readonly name: string;
  readonly requirement: string;
  readonly defect: string;
  readonly result: 'killed' | 'survived' | 'void';
  /** The verdict on the named requirement. */
  readonly verdict: Verdict;
  /** Every requirement that failed. */
  readonly failed: readonly string[];
  readonly reason: string;
  /** From the start of the reference to the verdict, ms. */
  readonly ms: number;
  readonly counterexample?: Counterexample;
}

/**
 * Short deadlines: an absence is then proven after a second. On a machine that is late itself they leave too much
 * undecided; what was not decided is played again with longer ones, what was decided never is.
 */
const DEADLINES_MS = [500, 1000, 2000];
const ITEM_WAIT_DEADLINES = 3;

/** Why a mutant proves nothing, whatever failed; undefined: it does. */
const voidReason = (mutant: Mutant, { requirements, gates, isVoid }: RunVerdicts): string | undefined => {
  const closed = gates.find((g) => (g.gate === 'complete' || g.gate === 'accepted') && g.verdict === 'INCONCLUSIVE');
  if (isVoid) return 'the harness failed';
  if (closed !== undefined) return `gate ${closed.gate}: ${closed.reason}`;
  const named = requirements.find((r) => r.requirement === mutant.requirement);
  const elsewhere = named === undefined ? [] : brokenElsewhere(requirements, named);
  const more = elsewhere.filter((id) => mutant.also?.includes(id) !== true);
  return more.length === 0 ? undefined : `it breaks ${more.join(', ')} elsewhere, and does not say so`;
};

const counterexampleIn = (runDir: string, requirement: string): Counterexample | undefined => {
  const shrunk = shrinkHistory(readHistorySync(historyIn(runDir)), loadCatalogue(), requirement);
  if (shrunk === undefined) return undefined;
  const { operations, finding } = shrunk;
  return { operations, expected: finding.expected, observed: finding.observed };
};

const judged = async (mutant: Mutant, run: SelftestRun): Promise<RunVerdicts | Error> => {
  try {
    return await judgeChecks([checkOf(mutant.check ?? mutant.requirement)], mutant, run);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
};

/** A SHOULD that was broken only warns; its mutant is caught all the same. */
const isBroken = (named: RequirementVerdict | undefined): boolean =>
  named?.verdict === 'FAIL' || (named?.level === 'SHOULD' && named.counts.broken > 0);

const resultOf = (
  mutant: Mutant,
  verdicts: RunVerdicts | Error,
  runDir: string,
): Omit<MutantResult, 'name' | 'requirement' | 'defect' | 'ms'> => {
  if (verdicts instanceof Error)
    return { result: 'void', verdict: 'NOT_RUN', failed: [], reason: `it did not start: ${verdicts.message}` };
  const named = verdicts.requirements.find((r) => r.requirement === mutant.requirement);
  const failed = verdicts.requirements.filter(isBroken).map((r) => r.requirement);
  const nothing = voidReason(mutant, verdicts);
  const killed = isBroken(named) && nothing === undefined;
  const counterexample = killed ? counterexampleIn(runDir, mutant.requirement) : undefined;
  return {
    result: nothing !== undefined ? 'void' : killed ? 'killed' : 'survived',
    verdict: named?.verdict ?? 'NOT_RUN',
    failed,
    reason: nothing ?? named?.reason ?? '',
    ...(counterexample === undefined ? {} : { counterexample }),
  };
};

const isUndecided = (mutant: Mutant, verdicts: RunVerdicts | Error): boolean =>
  !(verdicts instanceof Error) &&
  (verdicts.isVoid ||
    verdicts.requirements.find((r) => r.requirement === mutant.requirement)?.verdict === 'INCONCLUSIVE');

/** Plays the check that must catch a mutant against it, and nothing else. Never rejects. */
export const runMutant = async (mutant: Mutant, folder: string, seed = 1): Promise<MutantResult> => {
  const begun = performance.now();
  let runDir = '';
  let verdicts: RunVerdicts | Error = new Error('not played');
  for (const deadlineMs of DEADLINES_MS) {
    runDir = join(folder, `${mutant.name}-${deadlineMs}`);
    const itemWaitMs = ITEM_WAIT_DEADLINES * deadlineMs;
    // oxlint-disable-next-line no-await-in-loop -- again only where it was not decided
    verdicts = await judged(mutant, { runDir, seed, deadlineMs, itemWaitMs });
    if (!isUndecided(mutant, verdicts)) break;
  }
  const ms = Math.round(performance.now() - begun);
  const { name, requirement, defect } = mutant;
  return { name, requirement, defect, ms, ...resultOf(mutant, verdicts, runDir) };
};
