import { statSync } from 'node:fs';
import type { HistoryLine, RunLine } from '../conformance/history/lines.ts';
import { readHistoryBatches } from '../conformance/history/reader.ts';
import { judgedHistory, type JudgedHistory } from '../conformance/judge.ts';
import { judgeInParts, partsFor } from '../conformance/judging/judge-in-parts.ts';
import type { RunVerdicts } from '../conformance/verdict/types.ts';
import { EXIT, InputProblem } from '../contract/input-problem.ts';
import type { Catalogue } from '../contract/requirements/load.ts';
import { LinesShown, type Shown } from '../reports/model/lines-shown.ts';
import { wantsRedraw } from '../reports/terminal/paint.ts';
import type { Io } from './io.ts';

/** Files below this are judged before anybody wonders. */
const LONG_BYTES = 16 * 1024 * 1024;
const ERASE = '\r\u001b[K';

const sizeOf = (path: string): number => {
  try {
    return statSync(path).size;
  } catch {
    // Reading it will say what is wrong.
    return 0;
  }
};

/** Shows how far a long file has been read, in place, on a terminal and nowhere else. */
const progressOf = (path: string, io: Io): { readonly at: (bytes: number) => void; readonly end: () => void } => {
  const size = sizeOf(path);
  const shown = size >= LONG_BYTES && wantsRedraw(io.env, io.liveIsTty);
  let percent = -1;
  return {
    at: (bytes) => {
      const now = Math.floor((100 * bytes) / size);
      if (!shown || now === percent) return;
      percent = now;
      io.live(now < 100 ? `${ERASE}read ${now} % of ${Math.round(size / 1e6)} MB` : `${ERASE}working out the verdicts`);
    },
    end: () => {
      if (percent >= 0) io.live(ERASE);
    },
  };
};

/** Judges a stored history with progress, and tells its delays. An interrupt ends it: InputProblem with exit code 75. */
export const judgedWithProgress = async (
  path: string,
  catalogue: Catalogue,
  io: Io,
  signal: AbortSignal,
): Promise<JudgedHistory> => {
  const progress = progressOf(path, io);
  try {
    const parts = await judgeInParts(path, partsFor(path), (bytes) => {
      if (signal.aborted)
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
