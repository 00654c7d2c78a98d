import { writeFileSync } from 'node:fs';
import {
  type CapacityStep,
  type CapacityResult,
  capacityResult,
  capacityStep,
} from '../../conformance/load/capacity/capacity-result.ts';
import { type Bounds, type Step, searchCapacity } from '../../conformance/load/capacity/search.ts';
import { secondsAt } from '../../conformance/load/capacity/step-length.ts';
import type { LoadRequest } from '../../conformance/load/load-request.ts';
import type { LoadProfile } from '../../conformance/load/profile.ts';
import type { LoadResult } from '../../conformance/load/result/load-result.ts';
import type { RunVerdicts } from '../../conformance/verdict/types.ts';
import { EXIT, type ExitCode, InputProblem } from '../../contract/input-problem.ts';
import type { Io } from '../io.ts';
import { documentText } from '../../reports/document/to-text.ts';
import { wantsColour } from '../../reports/terminal/paint.ts';
import { oneRun } from '../playing/one-run.ts';
import { checkWritable } from '../writable.ts';
import { capacityDocument } from './capacity-document.ts';
import { thresholdText } from './load-sections.ts';

/** What a search is asked for. */
export interface CapacityRequest {
  readonly load: LoadRequest;
  readonly bounds: Bounds;
  /** How long each step sends at least, s. */
  readonly seconds: number;
  readonly seed: number;
  readonly sut: string | undefined;
  /** Single posts a second of express and a commit alone, measured on the same machine. */
  readonly floor: number | undefined;
  /** Where the result goes as JSON. */
  readonly out: string | undefined;
  /** The command of one step: a load of the profile at a rate. */
  readonly command: (profile: LoadProfile) => readonly string[];
}

/**
 * More than are read one by one at the end of a run, which would take longer than the load; few, because to enrol one
 * takes longer than a reading.
 */
export const SEARCH_PATIENTS = 240;
const MOST_USERS = 1000;

/** The profile at a rate: evenly, for so long, with a sender for each reading of a second. */
const profileAt = (profile: LoadProfile, rate: number, seconds: number): LoadProfile => ({
  ...profile,
  readingsEach: Math.max(1, Math.ceil((rate * seconds) / profile.patients)),
  readingsPerSecond: rate,
  rounds: 1,
  arrival: [
    [0, 1],
    [1, 1],
  ],
  virtualUsers: Math.max(profile.virtualUsers, Math.min(MOST_USERS, rate)),
});

/** What keeps a run from being green, in words. */
const reasonsOf = (
  { requirements, gates, notes, isVoid }: RunVerdicts,
  { thresholds }: LoadResult,
): readonly string[] => [
  ...(isVoid ? notes : []),
  ...requirements.filter((r) => r.verdict === 'FAIL').map((r) => `${r.requirement}: ${r.reason}`),
  ...thresholds.filter((t) => t.verdict !== 'PASS').map((t) => `${thresholdText(t.threshold)}: ${t.why}`),
  ...gates.filter((g) => g.verdict !== 'PASS').map((g) => `${g.gate}: ${g.reason}`),
  ...requirements.filter((r) => r.verdict === 'INCONCLUSIVE').map((r) => `${r.requirement}: ${r.reason}`),
];

/** A step says nothing of its own: what it came to is one line. */
const quiet = (io: Io): Io => ({ ...io, out: () => undefined, err: () => undefined, live: () => undefined });

const write = (file: string, result: CapacityResult): void => {
  try {
    writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new InputProblem(`cannot be written: ${why}`, { file }, 'a file in a folder that is there');
  }
};

/** 0: a rate was found at which everything holds; 1: none is there; 2: nothing was proven either way. */
const exitOf = ({ capacity, unproven, steps }: CapacityResult): ExitCode => {
  if (capacity !== null) return EXIT.passed;
  return unproven === null && steps.some((s) => s.verdict === 'broke') ? EXIT.failed : EXIT.undecided;
};

/**
 * Searches for the highest rate at which everything holds, each rate in a run of its own with its folder, and prints the
 * knee with its evidence. Throws InputProblem for what keeps a run from beginning.
 */
export const findCapacity = async (request: CapacityRequest, io: Io): Promise<ExitCode> => {
  const { load, bounds, seed, sut, floor, out, command } = request;
  if (out !== undefined) checkWritable(out);
  let name = sut ?? 'the reference';
  let interrupted = false;
  let before: LoadResult | undefined;
  const play = async (rate: number): Promise<(CapacityStep & Step) | undefined> => {
    const seconds = secondsAt(rate, request.seconds, before);
    const profile = profileAt(load.profile, rate, seconds);
    io.out(`${rate} readings/s for ${seconds} s …`);
    const outcome = await oneRun(
      {
        lanes: [],
        selected: [],
        load: { ...load, profile },
        seed,
        iteration: 0,
        jobs: undefined,
        sut,
        data: undefined,
        command: command(profile),
      },
      quiet(io),
    );
    ({ interrupted } = outcome);
    if (interrupted || outcome.load === undefined) return undefined;
    name = `${outcome.profile.name} ${outcome.profile.version}`;
    const { isVoid } = outcome.verdicts;
    before = outcome.load;
    const step = capacityStep({ rate, seconds }, outcome.load, {
      isVoid,
      reasons: reasonsOf(outcome.verdicts, outcome.load),
    });
    io.out(`  ${step.verdict}${step.why === '' ? '' : `: ${step.why}`} (${step.run})`);
    return step;
  };
  const searched = await searchCapacity(bounds, play, () => performance.now());
  const result = capacityResult(searched, { sut: name, profile: load.name, seconds: request.seconds, floor });
  if (out !== undefined) write(out, result);
  io.out(documentText(capacityDocument(result), { width: io.columns, colour: wantsColour(io.env, io.outIsTty) }));
  return interrupted ? EXIT.interrupted : exitOf(result);
};
