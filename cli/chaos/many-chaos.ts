import { rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { sideBySide } from '../../conformance/runner/side-by-side.ts';
import { EXIT, type ExitCode } from '../../contract/input-problem.ts';
import { visible } from '../../reports/text/visible.ts';
import { untilInterrupted } from '../interrupt.ts';
import type { Io } from '../io.ts';
import { progressOf, ticking } from '../progress.ts';
import { makeRunFolder, type RunFolder, runsOf } from '../run-folder.ts';
import { exitOfAll, struckInAll, struckText } from './chaos-result.ts';
import { type ChaosAsked, optionsOf, systemOf } from './one-chaos.ts';
import { type PlayedChild, playedChild } from './played-child.ts';

/** What is asked of several runs. */
export interface ManyAsked extends ChaosAsked {
  /** From `seed` on, one after the other. */
  readonly runs: number;
  /** At a time. */
  readonly width: number;
}

/** No further run would fare otherwise: the command line, the profile or the machine is wrong. */
const NO_USE: ReadonlySet<ExitCode> = new Set([EXIT.usage, EXIT.badInput, EXIT.unreachable]);

/** Nothing was decided of the system: a message met a connection that had just been reset, or the harness was held up. */
const OPEN: ReadonlySet<ExitCode> = new Set([EXIT.undecided, EXIT.harness]);

/** What a run came to, in lines; of one that did not pass, why, and the command that plays it again. */
const told = (seed: number, played: PlayedChild, again: string): readonly string[] => {
  const { exitCode, seconds, run, words } = played;
  if (run === undefined)
    return [`seed ${seed}: no verdict, exit code ${exitCode}, ${seconds.toFixed(1)} s`, visible(words.trim())];
  const { result, verdicts, path } = run;
  const first = `seed ${seed}: ${result.verdict}, ${seconds.toFixed(1)} s; ${struckText(result.struck)}`;
  if (exitCode === EXIT.passed) return [first];
  const gates = verdicts.gates.filter(({ verdict }) => verdict !== 'PASS' && verdict !== 'NOT_APPLICABLE');
  const broken = verdicts.requirements.filter(({ verdict }) => verdict !== 'PASS' && verdict !== 'NOT_RUN');
  return [
    first,
    ...gates.map(({ gate, verdict, reason }) => `  ${gate} ${verdict}: ${visible(reason)}`),
    ...broken.map(({ requirement, verdict, reason }) => `  ${requirement} ${verdict}: ${visible(reason)}`),
    `  history: ${relative(process.cwd(), join(path, 'history.ndjson'))}; again: ${again}`,
  ];
};

/** The sums of all, and what each came to; written as chaos.json of the folder. */
const ended = (
  folder: RunFolder,
  asked: ManyAsked,
  all: ReadonlyMap<number, PlayedChild>,
  again: ReadonlySet<number>,
  io: Io,
): ExitCode => {
  const results = [...all.values()].flatMap(({ run }) => run?.result ?? []);
  const struck = struckInAll(results);
  const passed = [...all.values()].filter(({ exitCode }) => exitCode === EXIT.passed).length;
  const system = systemOf(asked);
  const runs = [...all]
    .toSorted(([a], [b]) => a - b)
    .map(([seed, { exitCode, seconds, run }]) => {
      const { verdict = null, struck: each = {} } = run?.result ?? {};
      const rounded = Math.round(seconds * 10) / 10;
      return { seed, verdict, exitCode, seconds: rounded, struck: each, ...(again.has(seed) ? { again: true } : {}) };
    });
  const whole = { format: 1, system, passed, of: asked.runs, struck, runs };
  writeFileSync(folder.file('chaos.json'), `${JSON.stringify(whole, null, 2)}\n`);
  io.out(`struck: ${struckText(struck)}`);
  if (again.size > 0) io.out(`played a second time, since nothing was decided: ${again.size} of ${asked.runs}`);
  io.out(`chaos ${passed}/${asked.runs}, ${system}; ${relative(process.cwd(), folder.file('chaos.json'))}`);
  return exitOfAll([...all.values()].map(({ exitCode }) => exitCode));
};

/**
 * Plays runs of consecutive seeds, several at a time, each in a process of its own; a line each, then the sums. A run in
 * which nothing failed and something stayed open is played once more, and what it comes to then counts: both are told. What
 * a run that passed has left is taken away. `play`: plays one. Exit code: the worst of all (docs/verdicts.md); 75 where it was interrupted.
 */
export const manyChaos = async (asked: ManyAsked, io: Io, play = playedChild): Promise<ExitCode> => {
  const { seed: first, runs, width } = asked;
  const started = new Date(performance.timeOrigin + performance.now()).toISOString();
  const folder = makeRunFolder(started, first, runsOf(io.env));
  const seeds = Array.from({ length: runs }, (_, i) => first + i);
  const all = new Map<number, PlayedChild>();
  const again = new Set<number>();
  const progress = progressOf({ what: 'played', unit: 'runs', total: runs, quietMs: 0 }, io);
  let noUse: PlayedChild | undefined;
  const wasInterrupted = await untilInterrupted(async (signal) => {
    const each = async (seed: number): Promise<void> => {
      if (signal.aborted || noUse !== undefined) return;
      progress.began(`seed ${seed}`);
      const own = join(folder.path, `seed-${seed}${again.has(seed) ? '-again' : ''}`);
      const options = ['--runs', '1', '--seed', String(seed), ...optionsOf(asked)];
      const played = await play(options, own, io.env, signal);
      if (NO_USE.has(played.exitCode)) noUse ??= played;
      all.set(seed, played);
      if (played.exitCode === EXIT.passed) rmSync(own, { recursive: true, force: true });
      const lines = told(seed, played, `vitalproof chaos ${options.join(' ')}`);
      progress.ended(`seed ${seed}`, played.exitCode !== EXIT.passed);
      progress.above(() => io.out(lines.join('\n')));
      if (!OPEN.has(played.exitCode) || again.has(seed) || signal.aborted) return;
      again.add(seed);
      await each(seed);
    };
    await ticking(progress, () => sideBySide(seeds, width, each));
    return signal.aborted;
  });
  if (noUse !== undefined) return noUse.exitCode;
  const code = ended(folder, asked, all, again, io);
  return wasInterrupted ? EXIT.interrupted : code;
};
