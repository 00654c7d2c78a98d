import { join, relative } from 'node:path';
import { type LiveJudge, startLiveJudge } from '../../conformance/judging/live/live-judge.ts';
import { latenciesOf } from '../../conformance/load/latency/latency.ts';
import { loadLane } from '../../conformance/load/load-lane.ts';
import type { LoadRequest } from '../../conformance/load/load-request.ts';
import type { LoadResult } from '../../conformance/load/result/load-result.ts';
import type { DrivenLane } from '../../conformance/runner/driven.ts';
import type { ProgressEvent } from '../../conformance/runner/progress.ts';
import { playCanary } from '../../conformance/canary/play-canary.ts';
import { type LaneRequest, runLanes } from '../../conformance/runner/run.ts';
import type { Claim } from '../../conformance/scopes/claim.ts';
import type { SutProfile } from '../../conformance/sut/profile.ts';
import type { RunVerdicts } from '../../conformance/verdict/types.ts';
import { type Catalogue, loadCatalogue } from '../../contract/requirements/load.ts';
import type { Role } from '../../contract/requirements/requirement.ts';
import { terminalAsk } from '../ask.ts';
import { untilInterrupted } from '../interrupt.ts';
import { judgedWithProgress, shownOfFile } from '../judging.ts';
import { judgeLoad } from '../load/judge-load.ts';
import type { Io } from '../io.ts';
import { feed, terminalProgress, ticking } from '../progress.ts';
import { writeReports } from '../report-files.ts';
import { dropUnlessBegun, makeRunFolder, pointLatest, type RunFolder, runsOf } from '../run-folder.ts';
import { showVerdicts } from '../show-verdicts.ts';
import { VERSION } from '../version.ts';
import { type Sut, withSut } from '../with-sut.ts';
import type { Playing } from './options.ts';

/** What a certifier's challenge makes of a run. */
export interface Challenged {
  /** The seed of every draw, in place of the run's own. */
  readonly seed: number;
  /** Stands in every business key, those of patients included; absent: chance makes it. */
  readonly nonce?: string;
  /** Told once the first thing is about to be sent: from then on the run counts as an attempt. */
  readonly begun: () => void;
}

/** What every profile says, of whatever role. */
export type Described = Pick<SutProfile, 'name' | 'version'>;

/** What a run gives to who plays something else than lanes against a receiver. */
export interface Stage {
  readonly runDir: string;
  readonly catalogue: string;
  readonly seed: number;
  readonly nonce: string | undefined;
  readonly jobs: number | undefined;
  readonly command: readonly string[];
  readonly selected: readonly string[];
  readonly io: Io;
  readonly signal: AbortSignal;
  /** Told of everything that goes on. */
  readonly progress: (event: ProgressEvent) => void;
}

/** Something else that is played: what it is played against, and how. */
export interface Played {
  readonly profile: Described;
  play(stage: Stage): Promise<void>;
}

/** What one run is asked for. */
export interface OneRun {
  readonly lanes: readonly LaneRequest[];
  /** Requirements it sets out to judge. */
  readonly selected: readonly string[];
  /** Of a run of what a profile claims: ports that its scopes need and it lacks. */
  readonly missing?: Claim['missing'];
  readonly seed: number;
  readonly iteration: number;
  /** Lanes, and operations, side by side; unsaid: as many as the runner takes by itself. */
  readonly jobs: number | undefined;
  /** Absent: the reference, started for this run. */
  readonly sut: string | undefined;
  readonly data: string | undefined;
  /** Sends a load beside the lanes. */
  readonly load?: LoadRequest;
  /** What else is driven against the system, beside the lanes. */
  readonly driven?: (sut: Sut) => readonly DrivenLane[];
  /** The reference as so many processes on PostgreSQL; unsaid: one, on a file. */
  readonly onPostgres?: number | undefined;
  /** The result of an earlier load, to compare with. */
  readonly compare?: string | undefined;
  /** The command as it was called, for the record and for repeating it. */
  readonly command: readonly string[];
  /** Of a run for a certificate. */
  readonly challenge?: (profile: Described, run: string) => Challenged;
  /** In place of lanes against a receiver. */
  readonly played?: Played;
}

/** What a command that plays something is asked for. */
export interface RunRequest extends Omit<OneRun, 'seed' | 'iteration' | 'jobs'> {
  readonly playing: Playing;
  /** What the system is certified as; unsaid: a receiver. */
  readonly role?: Role;
  /** A WARN exits 1. */
  readonly strict: boolean;
}

/** What became of a run. */
export interface Outcome {
  readonly folder: RunFolder;
  readonly profile: Described;
  readonly verdicts: RunVerdicts;
  readonly interrupted: boolean;
  /** What a load came to. */
  readonly load?: LoadResult;
}

/** Judges the history of a run folder, writes verdicts and reports beside it, shows them. */
const judgeAndReport = async (folder: RunFolder, catalogue: Catalogue, io: Io): Promise<RunVerdicts> => {
  const history = folder.file('history.ndjson');
  const { verdicts, delays, end } = await judgedWithProgress(history, catalogue, io);
  const shown = await shownOfFile(history, verdicts);
  const timed = { shown, delays: latenciesOf(delays, end?.lag ?? 0) };
  const reportPath = await writeReports({ folder, verdicts, ...timed, catalogue });
  showVerdicts(verdicts, catalogue, io, { lines: shown.lines, reportPath: relative(process.cwd(), reportPath) });
  return verdicts;
};

const play = async (
  request: OneRun,
  sut: Sut,
  folder: RunFolder,
  catalogue: Catalogue,
  io: Io,
  signal: AbortSignal,
  begun: () => void,
): Promise<void> => {
  const { profile, secrets, process: port } = sut;
  const { load } = request;
  const driven = [
    ...(load === undefined
      ? []
      : [loadLane({ ...load, furtherBases: [...(load.furtherBases ?? []), ...sut.furtherBases] })]),
    ...(request.driven?.(sut) ?? []),
  ];
  const reporter = terminalProgress(io);
  const longest = Math.max(profile.deadlines.critical, profile.deadlines.other);
  const challenged = request.challenge?.(profile, folder.name);
  const seed = challenged?.seed ?? request.seed;
  const show = feed(reporter, { sut: `${profile.name} ${profile.version}`, seed, quietMs: 2 * longest });
  const ask = terminalAsk();
  await ticking(reporter, () =>
    runLanes({
      canary: playCanary,
      profile,
      ...(ask === undefined ? {} : { ask }),
      ...(port === undefined ? {} : { process: port }),
      ...(sut.alerts === undefined ? {} : { alerts: sut.alerts }),
      secrets,
      lanes: request.lanes,
      seed,
      iteration: request.iteration,
      runDir: folder.path,
      selected: request.selected,
      ...(request.missing === undefined ? {} : { missing: request.missing }),
      harness: `vitalproof ${VERSION}`,
      catalogue: catalogue.hash,
      command: request.command,
      abort: signal,
      progress: (event: ProgressEvent) => {
        if (event.kind === 'run') {
          challenged?.begun();
          begun();
        }
        show(event);
      },
      ...(challenged?.nonce === undefined ? {} : { nonce: challenged.nonce }),
      ...(request.jobs === undefined ? {} : { width: request.jobs }),
      ...(request.data === undefined ? {} : { data: request.data }),
      driven,
    }),
  );
};

const playOther = async (
  { played, ...request }: OneRun & { readonly played: Played },
  folder: RunFolder,
  catalogue: Catalogue,
  io: Io,
  signal: AbortSignal,
): Promise<Described> => {
  const challenged = request.challenge?.(played.profile, folder.name);
  const { jobs, command, selected } = request;
  await played.play({
    runDir: folder.path,
    catalogue: catalogue.hash,
    seed: challenged?.seed ?? request.seed,
    nonce: challenged?.nonce,
    jobs,
    command,
    selected,
    io,
    signal,
    progress: (event) => {
      if (event.kind === 'run') challenged?.begun();
    },
  });
  return played.profile;
};

const playWhat = async (
  request: OneRun,
  folder: RunFolder,
  catalogue: Catalogue,
  io: Io,
  signal: AbortSignal,
  begun: () => void,
): Promise<Described> => {
  const { played } = request;
  if (played !== undefined) return await playOther({ ...request, played }, folder, catalogue, io, signal);
  const playOn = async (sut: Sut): Promise<Described> => {
    await play(request, sut, folder, catalogue, io, signal, begun);
    return sut.profile;
  };
  return await withSut(request.sut, join(folder.path, 'reference', 'reference.db'), io, playOn, {
    onPostgres: request.onPostgres,
    itemDeadlineMs: request.load?.profile.referenceDeadlineMs,
    alerts: request.lanes.some(({ scenario }) => scenario.acts.some((act) => act.alerts !== undefined)),
  });
};

/**
 * One whole run: a folder, a system under test, lanes, verdicts, reports. An interrupt ends it early: what was done by
 * then is written and judged. Throws InputProblem for what keeps it from beginning; then no folder is left.
 */
export const oneRun = async (request: OneRun, io: Io): Promise<Outcome> => {
  const catalogue = loadCatalogue();
  const started = new Date(performance.timeOrigin + performance.now()).toISOString();
  const folder = makeRunFolder(started, request.seed, runsOf(io.env));
  return await untilInterrupted(async (signal) => {
    let profile: Described;
    let live: LiveJudge | undefined;
    const { load, compare } = request;
    try {
      profile = await playWhat(request, folder, catalogue, io, signal, () => {
        if (load !== undefined) live = startLiveJudge(folder.file('history.ndjson'));
      });
    } catch (error) {
      live?.end();
      dropUnlessBegun(folder);
      throw error;
    }
    pointLatest(folder);
    if (load !== undefined) {
      const { verdicts, result } = await judgeLoad(folder, { load, sut: profile, live, compare }, catalogue, io);
      return { folder, profile, verdicts, interrupted: signal.aborted, load: result };
    }
    const verdicts = await judgeAndReport(folder, catalogue, io);
    return { folder, profile, verdicts, interrupted: signal.aborted };
  });
};
