import { statSync } from 'node:fs';
import type { HistoryLine, RunLine } from '../conformance/history/lines.ts';
import { readHistoryBatches } from '../conformance/history/reader.ts';
import { judgedHistory, type JudgedHistory } from '../conformance/judge.ts';
import { judgeInParts, partsFor } from '../conformance/judging/judge-in-parts.ts';
import type { RunVerdicts } from '../conformance/verdict/types.ts';
import { EXIT, InputProblem } from '../contract/input-problem.ts';
import type { Catalogue } from '../contract/requirements/load.ts';
import { LinesShown, type Shown } from '../reports/model/lines-shown.ts';
import type { Io } from './io.ts';
import { progressOf } from './progress.ts';

const MB = 1e6;
/** Of a file that is longer, progress is told from the start. */
const LONG_BYTES = 16 * MB;

const sizeOf = (path: string): number => {
  try {
    return statSync(path).size;
  } catch {
    // Reading it will say what is wrong.
    return 0;
  }
};

/** Tells how far a file has been read, where that takes long. */
export const readingProgress = (
  path: string,
  io: Io,
): { readonly at: (bytes: number) => void; readonly end: () => void } => {
  const total = sizeOf(path);
  const quiet = total < LONG_BYTES ? {} : { quietMs: 0 };
  const show = (bytes: number): string => (bytes / MB).toFixed(0);
  const progress = progressOf({ what: 'read', unit: 'MB', total, show, ...quiet }, io);
  let read = 0;
  return {
    at: (bytes) => {
      if (bytes >= total) progress.says('working out the verdicts');
      progress.advanced(bytes - read);
      read = bytes;
    },
    end: progress.finish,
  };
};

/**
 * Judges a stored history with progress, and tells its delays. An interrupt, where there is a signal, ends it: InputProblem
 * with exit code 75.
 */
export const judgedWithProgress = async (
  path: string,
  catalogue: Catalogue,
  io: Io,
  signal?: AbortSignal,
): Promise<JudgedHistory> => {
  const progress = readingProgress(path, io);
  try {
    const parts = await judgeInParts(path, partsFor(path), (bytes) => {
      if (signal?.aborted === true)
        throw new InputProblem('interrupted', { file: path }, 'to be let finish', { exitCode: EXIT.interrupted });
      progress.at(bytes);
    });
    return judgedHistory(parts, catalogue);
  } finally {
    progress.end();
  }
};

/** The same for its verdicts alone. */
export const judgeWithProgress = async (
  ...[path, catalogue, io, signal]: Parameters<typeof judgedWithProgress>
): Promise<RunVerdicts> => (await judgedWithProgress(path, catalogue, io, signal)).verdicts;

/** The first line of a stored history; undefined where it begins otherwise. */
export const runLineAt = async (path: string): Promise<RunLine | undefined> => {
  for await (const batch of readHistoryBatches(path)) {
    const [first] = batch;
    return first?.kind === 'run' ? first : undefined;
  }
  return undefined;
};

/**
 * The lines that failures and open questions rest on, with the run and the end: the file is read once more, and
 * nothing else of it is kept. None where everything was met.
 */
export const evidenceOf = async (path: string, verdicts: RunVerdicts): Promise<readonly HistoryLine[]> => {
  const findings = verdicts.requirements.flatMap((r) => r.findings).filter((f) => f.outcome !== 'met');
  if (findings.length === 0) return [];
  const wanted = new Set(findings.flatMap((f) => f.lines));
  const lines: HistoryLine[] = [];
  for await (const batch of readHistoryBatches(path))
    lines.push(...batch.filter((l) => l.kind === 'run' || l.kind === 'end' || wanted.has(l.seq)));
  return lines;
};

/** What of a stored history the reports of a run are made from; the file is read once, a chunk at a time. */
export const shownOfFile = async (path: string, verdicts: RunVerdicts): Promise<Shown> => {
  const shown = new LinesShown(verdicts);
  for await (const batch of readHistoryBatches(path)) for (const line of batch) shown.add(line);
  return shown.shown();
};
