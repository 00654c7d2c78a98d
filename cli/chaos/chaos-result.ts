import { LANE } from '../../conformance/chaos/chaos-lane.ts';
import type { RunVerdicts, Verdict } from '../../conformance/verdict/types.ts';
import { EXIT, type ExitCode } from '../../contract/input-problem.ts';

/** What one run of chaos came to, as chaos.json of its folder says it; `format` 1. */
export interface ChaosResult {
  readonly format: 1;
  readonly seed: number;
  readonly system: string;
  /** Of the run as a whole, and of the lane in which trouble was. */
  readonly verdict: Verdict;
  readonly lane: Verdict;
  readonly exitCode: ExitCode;
  /** How often each kind of trouble struck. What struck nothing proves nothing. */
  readonly struck: Readonly<Record<string, number>>;
}

/**
 * The exit code of a run of chaos: its verdict's, and 2 where the lane itself was not judged, whatever the harness's own
 * lanes say. A reservation (a deadline used for more than four fifths, in an outage) breaks nothing.
 */
export const chaosExit = ({ lanes }: Pick<RunVerdicts, 'lanes'>, ofRun: ExitCode): ExitCode => {
  const own = laneVerdict({ lanes });
  return ofRun === EXIT.passed && own !== 'PASS' && own !== 'WARN' ? EXIT.undecided : ofRun;
};

export const laneVerdict = ({ lanes }: Pick<RunVerdicts, 'lanes'>): Verdict =>
  lanes.find(({ lane }) => lane === LANE)?.verdict ?? 'NOT_RUN';

/** How often each struck in all of them, by name. */
export const struckInAll = (all: readonly Pick<ChaosResult, 'struck'>[]): Readonly<Record<string, number>> => {
  const sums: Record<string, number> = {};
  for (const { struck } of all)
    for (const [what, many] of Object.entries(struck)) sums[what] = (sums[what] ?? 0) + many;
  return Object.fromEntries(Object.entries(sums).toSorted(([a], [b]) => (a < b ? -1 : 1)));
};

export const struckText = (struck: Readonly<Record<string, number>>): string =>
  Object.entries(struck)
    .map(([what, many]) => `${what} ${many}`)
    .join(', ');

/** The worst of several: a proven failure is hidden by nothing, an error of the harness by nothing else. */
const WORST_FIRST: readonly ExitCode[] = [EXIT.failed, EXIT.harness, EXIT.undecided, EXIT.nothingMatched];

/** One exit code over all runs. */
export const exitOfAll = (codes: readonly ExitCode[]): ExitCode =>
  WORST_FIRST.find((code) => codes.includes(code)) ?? EXIT.passed;
