import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunVerdicts } from '../../conformance/verdict/types.ts';
import { EXIT, type ExitCode } from '../../contract/input-problem.ts';
import { LOADER, ownFile } from '../own-file.ts';
import type { ChaosResult } from './chaos-result.ts';

/** A run in a process of its own. */
export interface PlayedChild {
  readonly exitCode: ExitCode;
  readonly seconds: number;
  /** The last that it said on standard error. */
  readonly words: string;
  /** Undefined: it came to no verdict. */
  readonly run: { readonly path: string; readonly result: ChaosResult; readonly verdicts: RunVerdicts } | undefined;
}

const MOST_WORDS = 4000;
/** A run takes half a minute: what takes so long has come to a stand, and would hold up all the others for ever. */
const MOST_MS = 600_000;
/** And so long is waited for it to end in good order. */
const GRACE_MS = 10_000;

/** How long a run may take, ms. */
export interface ChildBounds {
  readonly mostMs: number;
  readonly graceMs: number;
}

const parsed = <T>(...path: readonly string[]): T => JSON.parse(readFileSync(join(...path), 'utf8')) as T;

/** The one run in a folder of runs. */
const runIn = (runs: string): PlayedChild['run'] => {
  const name = existsSync(runs) ? readdirSync(runs).find((each) => each !== 'latest') : undefined;
  const path = join(runs, name ?? '');
  if (name === undefined || !existsSync(join(path, 'chaos.json'))) return undefined;
  return { path, result: parsed(path, 'chaos.json'), verdicts: parsed(path, 'verdicts.json') };
};

/**
 * Plays one run in a process of its own, so that no run delays the clock of another: what is judged, read and sent there is
 * done in its own event loop. `runs`: the folder that it writes to. Once `signal` is aborted it is told to end early. One that
 * does not end within its bounds is killed, and is no verdict whatever it has written (exit code 70).
 */
export const playedChild = async (
  options: readonly string[],
  runs: string,
  env: Readonly<Record<string, string | undefined>>,
  signal: AbortSignal,
  { mostMs, graceMs }: ChildBounds = { mostMs: MOST_MS, graceMs: GRACE_MS },
): Promise<PlayedChild> => {
  const begun = performance.now();
  // A group of its own: an interrupt at the terminal reaches it once, from here, and it ends in good order.
  const child = spawn(process.execPath, [...LOADER, ownFile('main'), 'chaos', ...options], {
    env: { ...env, VITALPROOF_RUNS: runs, NO_COLOR: '1' },
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  });
  let words = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-MOST_WORDS);
  });
  const stop = (): void => void child.kill('SIGTERM');
  let isLate = false;
  const late = setTimeout(() => {
    isLate = true;
    stop();
  }, mostMs);
  const end = setTimeout(() => void child.kill('SIGKILL'), mostMs + graceMs);
  signal.addEventListener('abort', stop, { once: true });
  const [code] = (await once(child, 'close')) as [number | null];
  signal.removeEventListener('abort', stop);
  for (const timer of [late, end]) clearTimeout(timer);
  const seconds = (performance.now() - begun) / 1000;
  if (isLate) {
    const why = `the run did not end within ${mostMs / 1000} s and was ended`;
    return { exitCode: EXIT.harness, seconds, words: `${words}\n${why}`, run: undefined };
  }
  return { exitCode: (code ?? EXIT.harness) as ExitCode, seconds, words, run: runIn(runs) };
};
