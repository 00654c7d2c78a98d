import type { Catalogue } from '../contract/requirements/load.ts';
import type { EndLine, HistoryLine } from './history/lines.ts';
import { type JudgedParts, judgeInParts, partsFor } from './judging/judge-in-parts.ts';
import { Judging, verdictsTogether } from './judging/judging.ts';
import type { Ledger } from './oracle/ledger.ts';
import { resultOf } from './oracle/oracle-result.ts';
import type { DelaySample } from './oracle/sight/delay-samples.ts';
import { canonicalJson } from './verdict/canonical-json.ts';
import type { RunVerdicts } from './verdict/types.ts';

/** Judges lines as they come from wherever they come. */
export const judgeLines = async (
  lines: AsyncIterable<HistoryLine> | Iterable<HistoryLine>,
  catalogue: Catalogue,
): Promise<RunVerdicts> => {
  const judging = new Judging();
  for await (const line of lines) judging.feed(line);
  return judging.finish(catalogue);
};

/**
 * Judges a stored history, never holding more of its text than one chunk. Throws InputProblem for a file that is not
 * one. The same file gives the same verdicts, always, in how many parts ever it is judged. `onBytes` is told how much
 * was read so far.
 */
export const judgeHistory = async (
  path: string,
  catalogue: Catalogue,
  onBytes?: (bytes: number) => void,
  parts = partsFor(path),
): Promise<RunVerdicts> => verdictsTogether(await judgeInParts(path, parts, onBytes), catalogue);

/** A history that was judged, with how long each item took that had to come. */
export interface JudgedHistory {
  readonly verdicts: RunVerdicts;
  /** The harness's own lag not yet allowed for. */
  readonly delays: readonly DelaySample[];
  /** How late the harness itself can have been, and when the run was over; undefined: it was cut off. */
  readonly end: EndLine | undefined;
}

/** The same from what came of all parts of a history. */
export const judgedHistory = (parts: JudgedParts, catalogue: Catalogue): JudgedHistory => ({
  verdicts: verdictsTogether(parts, catalogue),
  delays: parts.flatMap(({ oracle }) => oracle.delays),
  end: parts[0].oracle.end,
});

/** Of each lane: how often each requirement was broken. */
export type BrokenByLane = Ledger['broken'];

/** What broke in each lane of a stored history, however often: of the findings of a requirement few are kept, all are counted here. */
export const brokenByLane = async (path: string): Promise<BrokenByLane> => {
  const [first, ...more] = await judgeInParts(path, partsFor(path));
  return resultOf([first.oracle, ...more.map(({ oracle }) => oracle)]).ledger.broken;
};

/** The lanes that broke a requirement. */
export const lanesThatBroke = (broken: BrokenByLane, requirement: string): ReadonlySet<string> =>
  new Set([...broken].flatMap(([lane, times]) => (times.has(requirement) ? [lane] : [])));

/** Canonical JSON of verdicts: sorted, newline-terminated, byte-identical every time. */
export const verdictsText = (v: RunVerdicts): string => canonicalJson(v);
