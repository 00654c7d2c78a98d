import { join } from 'node:path';
import { loadCatalogue } from '../../contract/requirements/load.ts';
import type { Role } from '../../contract/requirements/requirement.ts';
import { readHistorySync } from '../history/reader.ts';
import { shrinkHistory } from '../shrink/shrink-history.ts';
import type { RequirementVerdict, RunVerdicts, Verdict } from '../verdict/types.ts';
import type { MutantFacts } from './mutant.ts';
import { brokenElsewhere } from './related.ts';
import { historyIn } from './play.ts';
import type { Player, SelftestRun } from './player.ts';

/** The smallest history that shows a defect, in words. */
export interface Counterexample {
  /** An enrolled patient counts as one. */
  readonly operations: number;
  readonly expected: string;
  readonly observed: string;
}

/** What became of a mutant. `void`: it did not start, or broke more than it says; `killed` only by its own requirement. */
export interface MutantResult {
  readonly role: Role;
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
 * Deadlines, in those that are met at least: the shorter, the sooner an absence is proven. On a machine that is late itself they leave too much
 * undecided; what was not decided is played again with longer ones, what was decided never is.
 */
const LONGER = [1, 2, 4];
const ITEM_WAIT_DEADLINES = 3;

/** Why a mutant proves nothing, whatever failed; undefined: it does. */
const voidReason = (mutant: MutantFacts, { requirements, gates, isVoid }: RunVerdicts): string | undefined => {
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

const judged = async <D>(
  player: Player<D>,
  mutant: D & MutantFacts,
  run: SelftestRun,
): Promise<RunVerdicts | Error> => {
  try {
    return await player.judge([mutant.check ?? mutant.requirement], mutant, run, [mutant.requirement]);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
};

/** A SHOULD that was broken only warns; its mutant is caught all the same. */
const isBroken = (named: RequirementVerdict | undefined): boolean =>
  named?.verdict === 'FAIL' || (named?.level === 'SHOULD' && named.counts.broken > 0);

const resultOf = (
  mutant: MutantFacts,
  verdicts: RunVerdicts | Error,
  runDir: string,
): Omit<MutantResult, 'role' | 'name' | 'requirement' | 'defect' | 'ms'> => {
  if (verdicts instanceof Error)
    return { result: 'void', verdict: 'NOT_RUN', failed: [], reason: `it did not start: ${verdicts.message}` };
  const named = verdicts.requirements.find((r) => r.requirement === mutant.requirement);
  const failed = verdicts.requirements.filter(isBroken).map((r) => r.requirement);
  const nothing = voidReason(mutant, verdicts);
  const killed = isBroken(named) && nothing === undefined;
  // What only a volume shows is no smaller than the volume.
  const canShrink = killed && mutant.shows !== 'under-load';
  const counterexample = canShrink ? counterexampleIn(runDir, mutant.requirement) : undefined;
  return {
    result: nothing !== undefined ? 'void' : killed ? 'killed' : 'survived',
    verdict: named?.verdict ?? 'NOT_RUN',
    failed,
    reason: nothing ?? named?.reason ?? '',
    ...(counterexample === undefined ? {} : { counterexample }),
  };
};

const isUndecided = (mutant: MutantFacts, verdicts: RunVerdicts | Error): boolean =>
  !(verdicts instanceof Error) &&
  (verdicts.isVoid ||
    verdicts.requirements.find((r) => r.requirement === mutant.requirement)?.verdict === 'INCONCLUSIVE');

/** Plays the check that must catch a mutant against it, and nothing else. Never rejects. */
export const runMutant = async <D>(
  player: Player<D>,
  mutant: D & MutantFacts,
  folder: string,
  seed = 1,
): Promise<MutantResult> => {
  const begun = performance.now();
  let runDir = '';
  let verdicts: RunVerdicts | Error = new Error('not played');
  for (const longer of LONGER) {
    const deadlineMs = longer * player.leastMs;
    runDir = join(folder, `${mutant.name}-${deadlineMs}`);
    const itemWaitMs = ITEM_WAIT_DEADLINES * deadlineMs;
    // oxlint-disable-next-line no-await-in-loop -- again only where it was not decided
    verdicts = await judged(player, mutant, { runDir, seed, deadlineMs, itemWaitMs });
    if (!isUndecided(mutant, verdicts)) break;
  }
  const ms = Math.round(performance.now() - begun);
  const { name, requirement, defect } = mutant;
  return { role: player.role, name, requirement, defect, ms, ...resultOf(mutant, verdicts, runDir) };
};
