import type { Catalogue } from '../contract/requirements/load.ts';
import type { EndLine, HistoryLine } from './history/lines.ts';
import { type JudgedParts, judgeInParts, partsFor } from './judging/judge-in-parts.ts';
import { Judging, verdictsTogether } from './judging/judging.ts';
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

/** Canonical JSON of verdicts: sorted, newline-terminated, byte-identical every time. */
export const verdictsText = (v: RunVerdicts): string => canonicalJson(v);
