import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { readHistorySync } from '../conformance/history/reader.ts';
import { judgeHistory, verdictsText } from '../conformance/judge.ts';
import { type LoadRequest, loadLane } from '../conformance/load/load-lane.ts';
import { runLanes, type LaneRequest } from '../conformance/runner/run.ts';
import { strictly } from '../conformance/verdict/exit-code.ts';
import type { RunVerdicts } from '../conformance/verdict/types.ts';
import { EXIT, type ExitCode } from '../contract/input-problem.ts';
import { type Catalogue, loadCatalogue } from '../contract/requirements/load.ts';
import { untilInterrupted } from './interrupt.ts';
import type { Io } from './io.ts';
import { feed, terminalProgress } from './progress.ts';
import { dropUnlessBegun, makeRunFolder, pointLatest, type RunFolder, runsOf } from './run-folder.ts';
import { writeReports } from './report-files.ts';
import { showVerdicts } from './show-verdicts.ts';
import { VERSION } from './version.ts';
import { type Sut, withSut } from './with-sut.ts';

/** What one run is asked for. */
export interface RunRequest {
  readonly lanes: readonly LaneRequest[];
  /** Requirements it sets out to judge. */
  readonly selected: readonly string[];
  readonly seed: number;
  /** A WARN exits 1. */
  readonly strict: boolean;
  /** Absent: the reference, started for this run. */
  readonly sut: string | undefined;
  readonly data: string | undefined;
  /** Sends a load beside the lanes. */
  readonly load?: LoadRequest;
  /** The command as it was called, for the record and for repeating it. */
  readonly command: readonly string[];
}

/** Judges the history of a run folder, writes verdicts and reports beside it, shows them, and returns the exit code. */
export const judgeAndReport = async (folder: RunFolder, catalogue: Catalogue, io: Io): Promise<RunVerdicts> => {
  const history = folder.file('history.ndjson');
  const verdicts = await judgeHistory(history, catalogue);
  writeFileSync(folder.file('verdicts.json'), verdictsText(verdicts));
  const lines = readHistorySync(history);
  const reportPath = writeReports(folder, verdicts, lines, catalogue);
  showVerdicts(verdicts, catalogue, io, { lines, reportPath: relative(process.cwd(), reportPath) });
  return verdicts;
};

const play = async (
  request: RunRequest,
  { profile, secrets }: Sut,
  folder: RunFolder,
  catalogue: Catalogue,
  io: Io,
  signal: AbortSignal,
): Promise<void> => {
  const reporter = terminalProgress(io);
  const longest = Math.max(profile.deadlines.critical, profile.deadlines.other);
  const ticking = setInterval(() => reporter.tick(), 200);
  try {
    await runLanes({
      profile,
      secrets,
      lanes: request.lanes,
      seed: request.seed,
      runDir: folder.path,
      selected: request.selected,
      harness: `vitalproof ${VERSION}`,
      catalogue: catalogue.hash,
      command: request.command,
      abort: signal,
      progress: feed(reporter, { sut: `${profile.name} ${profile.version}`, seed: request.seed, quietMs: 2 * longest }),
      ...(request.data === undefined ? {} : { data: request.data }),
      ...(request.load === undefined ? {} : { driven: [loadLane(request.load)] }),
    });
  } finally {
    clearInterval(ticking);
    reporter.finish();
  }
};

/**
 * One whole run: a folder, a system under test, lanes, verdicts, reports, exit code. An interrupt ends it early:
 * what was done by then is written and judged, and the exit code says that it was interrupted.
 */
export const conduct = async (request: RunRequest, io: Io): Promise<ExitCode> => {
  const catalogue = loadCatalogue();
  const folder = makeRunFolder(
    new Date(performance.timeOrigin + performance.now()).toISOString(),
    request.seed,
    runsOf(io.env),
  );
  return await untilInterrupted(async (signal) => {
    try {
      await withSut(request.sut, join(folder.path, 'reference', 'reference.db'), io, (sut) =>
        play(request, sut, folder, catalogue, io, signal),
      );
    } catch (error) {
      dropUnlessBegun(folder);
      throw error;
    }
    pointLatest(folder);
    const verdicts = await judgeAndReport(folder, catalogue, io);
    if (signal.aborted) return EXIT.interrupted;
    return (request.strict ? strictly(verdicts.verdict, verdicts.exitCode) : verdicts.exitCode) as ExitCode;
  });
};
