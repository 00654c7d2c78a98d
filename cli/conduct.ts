import { exitCodeOf } from '../conformance/load/result/load-result.ts';
import { strictly } from '../conformance/verdict/exit-code.ts';
import { EXIT, type ExitCode } from '../contract/input-problem.ts';
import type { Io } from './io.ts';
import { dryRun } from './playing/dry-run.ts';
import { type OneRun, oneRun, type Outcome, type RunRequest } from './playing/one-run.ts';
import { repeatedRuns } from './playing/repeated-runs.ts';

/** One run as it was asked for, its iteration on record so that its command repeats it. */
export const firstRun = ({ playing, ...request }: RunRequest): OneRun => {
  const { seed, iteration, jobs } = playing;
  const command = iteration === 0 ? request.command : [...request.command, '--iteration', String(iteration)];
  return { ...request, seed, iteration, jobs, command };
};

/** The exit code of one run. */
export const exitOf = (
  { verdicts, interrupted, load }: Pick<Outcome, 'verdicts' | 'interrupted' | 'load'>,
  strict: boolean,
): ExitCode =>
  interrupted
    ? EXIT.interrupted
    : (((strict ? strictly(verdicts.verdict, verdicts.exitCode) : verdicts.exitCode) ||
        (load === undefined ? 0 : exitCodeOf(load))) as ExitCode);

/** Plays what was asked for, once or repeatedly, or only says what would be played; returns the exit code. */
export const conduct = async (request: RunRequest, io: Io): Promise<ExitCode> => {
  if (request.playing.dryRun) return dryRun(firstRun(request), io);
  if (request.playing.repeats > 1) return await repeatedRuns(request, io);
  return exitOf(await oneRun(firstRun(request), io), request.strict);
};
