import type { Requirement } from '../../contract/requirements/requirement.ts';
import { compose } from './compose.ts';
import { NOT_BUILT, NOT_SELECTED, OUTSIDE } from './not-run.ts';
import type { Finding, RequirementVerdict, Verdict } from './types.ts';

/** What the oracle counted for one requirement. */
export interface Counted {
  readonly must: number;
  readonly mustNot: number;
  readonly may: number;
  readonly overflow: number;
  readonly broken: number;
  readonly undecided: number;
  readonly warned: number;
  readonly findings: readonly Finding[];
}

/** A lane that did not run, as the history's end says. */
export interface Skipped {
  readonly lane: string;
  readonly verdict: 'UNTESTABLE' | 'NOT_APPLICABLE' | 'NOT_RUN' | 'HARNESS_ERROR';
  readonly reason: string;
}

/**
 * How a requirement stands to what the run set out to judge. `selected`: named. `open`: the run named
 * none, so whatever its scenarios exercise is judged. `left-out`: others were named. `outside`: what the system claims
 * does not reach it, and why.
 */
export type Selection = 'selected' | 'open' | 'left-out' | { readonly outside: string };

/**
 * What a system does not do at all is not asked of it: where the check of a requirement did not apply, and no lane of it was
 * played, what others happened to show of the one half is no reason to call for the other.
 */
const isBesideThePoint = (
  requirement: Requirement,
  counted: Counted,
  skipped: readonly Skipped[],
  isPlayed: boolean,
): boolean =>
  !isPlayed &&
  counted.broken + counted.undecided === 0 &&
  (counted.must < requirement.minimum.must || counted.mustNot < requirement.minimum.mustNot) &&
  skipped.length > 0 &&
  skipped.every((s) => s.verdict === 'NOT_APPLICABLE');

/** Nothing was found because no lane of its check was played. One that was, and found nothing, has judged nothing: that is not green. */
const isUnplayed = (counted: Counted, skipped: readonly Skipped[], isPlayed: boolean): boolean =>
  !isPlayed && counted.must + counted.mustNot === 0 && skipped.length > 0;

const isLeftOut = (selection: Selection): boolean => selection === 'left-out' || typeof selection === 'object';

const NOTHING: Counted = { must: 0, mustNot: 0, may: 0, overflow: 0, broken: 0, undecided: 0, warned: 0, findings: [] };

const NOT_PLAYED = `${NOT_BUILT}: certify does not play it, and this history does not exercise it in full`;

interface Judged {
  readonly verdict: Verdict;
  readonly reason: string;
}

const times = (n: number, what: string): string => `${n} ${what}`;

const byFindings = (requirement: Requirement, counted: Counted, selection: Selection): Judged => {
  const { must, mustNot } = requirement.minimum;
  if (counted.broken > 0)
    return {
      verdict: requirement.level === 'MUST' ? 'FAIL' : 'WARN',
      reason: `broken ${counted.broken === 1 ? 'once' : times(counted.broken, 'times')}: ${firstOf(counted, 'broken')}`,
    };
  if (requirement.built === 'later') return { verdict: 'NOT_RUN', reason: `${NOT_BUILT}: nothing judges it` };
  if (isLeftOut(selection) && requirement.built === 'spine')
    return {
      verdict: 'NOT_RUN',
      reason: typeof selection === 'object' ? `${OUTSIDE}: ${selection.outside}` : NOT_SELECTED,
    };
  if (counted.undecided > 0)
    return {
      verdict: 'INCONCLUSIVE',
      reason: `${counted.undecided} of ${counted.must + counted.mustNot} undecided: ${firstOf(counted, 'undecided')}`,
    };
  if (counted.must < must || counted.mustNot < mustNot) {
    if (requirement.built === 'oracle' && selection !== 'selected') return { verdict: 'NOT_RUN', reason: NOT_PLAYED };
    const shown = `${times(counted.must, 'of')} ${must} demanded, ${times(counted.mustNot, 'of')} ${mustNot} forbidden`;
    return selection === 'open'
      ? { verdict: 'NOT_RUN', reason: `not exercised in full: ${shown}` }
      : { verdict: 'INCONCLUSIVE', reason: `too little was exercised: ${shown}` };
  }
  if (counted.warned > 0)
    return { verdict: 'WARN', reason: `met, ${counted.warned} with a reservation: ${firstWarning(counted)}` };
  return {
    verdict: 'PASS',
    reason: `demanded ${times(counted.must, 'times')} and forbidden ${times(counted.mustNot, 'times')}, all met`,
  };
};

const firstOf = ({ findings }: Counted, outcome: 'broken' | 'undecided'): string => {
  const finding = findings.find((f) => f.outcome === outcome);
  return finding === undefined ? '' : `${finding.expected}; observed: ${finding.observed}`;
};

const firstWarning = ({ findings }: Counted): string => findings.find((f) => f.warning !== undefined)?.warning ?? '';

/** A judge that failed has judged nothing; what it had proven by then stands. */
const withError = (judged: Judged, error: string | undefined): Judged =>
  error === undefined || judged.verdict === 'FAIL'
    ? judged
    : { verdict: 'HARNESS_ERROR', reason: `its judge failed, which is our fault: ${error}` };

/**
 * Verdict on one requirement from what was found, what was selected and what could not run. `error`: what its judge
 * threw. A requirement that the oracle judges and certify does not play yet (`built: oracle`) is judged in any history
 * that exercises it in full, whatever was selected. `isPlayed`: a lane of its own check was.
 */
export const requirementVerdict = (
  requirement: Requirement,
  counted: Counted = NOTHING,
  selection: Selection,
  skipped: readonly Skipped[],
  { error, isPlayed = true }: { readonly error?: string | undefined; readonly isPlayed?: boolean } = {},
): RequirementVerdict => {
  const judged = withError(byFindings(requirement, counted, selection), error);
  const nothingOwn =
    isUnplayed(counted, skipped, isPlayed) || isBesideThePoint(requirement, counted, skipped, isPlayed);
  const own: Verdict[] = selection === 'selected' && nothingOwn && judged.verdict !== 'NOT_RUN' ? [] : [judged.verdict];
  const verdict =
    isLeftOut(selection) || error !== undefined ? judged.verdict : compose([...own, ...skipped.map((s) => s.verdict)]);
  const because = skipped.find((s) => s.verdict === verdict);
  const { must, mustNot, may, overflow, broken, undecided } = counted;
  return {
    requirement: requirement.id,
    level: requirement.level,
    statement: requirement.statement,
    verdict,
    reason: verdict === judged.verdict || because === undefined ? judged.reason : `${because.lane}: ${because.reason}`,
    counts: { must, mustNot, may, overflow, broken, undecided },
    findings: counted.findings,
  };
};
