import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { InputProblem } from '../contract/input-problem.ts';

/** Where runs are kept, below the folder the command is called in; ignored by git. */
export const RUNS = 'reports/runs';

/** The folder of all runs: `VITALPROOF_RUNS`, or the usual one below the current folder. */
export const runsOf = (env: Readonly<Record<string, string | undefined>>): string =>
  resolve(env.VITALPROOF_RUNS ?? RUNS);

export interface RunFolder {
  readonly name: string;
  readonly path: string;
  file(
    name:
      | 'history.ndjson'
      | 'verdicts.json'
      | 'junit.xml'
      | 'load.json'
      | 'chaos.json'
      | 'report.html'
      | 'reference.db',
  ): string;
}

export const runFolder = (path: string): RunFolder => ({
  name: path.split('/').at(-1) ?? path,
  path,
  file: (name) => join(path, name),
});

const unmade = (path: string, error: unknown): InputProblem =>
  new InputProblem(
    `cannot be made: ${(error as NodeJS.ErrnoException).code ?? String(error)}`,
    { file: path },
    'a folder for runs that this user may write to',
    { advice: 'VITALPROOF_RUNS names another one' },
  );

/**
 * Makes `reports/runs/RUN`, RUN from the wall time and the seed, never an existing one. Throws InputProblem where it cannot be
 * made.
 */
export const makeRunFolder = (startedIso: string, seed: number, runs: string): RunFolder => {
  const stamp = startedIso.slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');
  for (let attempt = 0; attempt < 1000; attempt += 1) {
    const name = `${stamp}-s${seed}${attempt === 0 ? '' : `-${attempt}`}`;
    const path = join(runs, name);
    try {
      mkdirSync(runs, { recursive: true });
    } catch (error) {
      throw unmade(runs, error);
    }
    try {
      mkdirSync(path, { mode: 0o700 });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue;
      throw unmade(path, error);
    }
    return runFolder(path);
  }
  throw new Error(`no free name for a run below ${runs}`);
};

/** Points `latest`, beside a run, at it. */
export const pointLatest = ({ name, path }: RunFolder): void => {
  const link = join(path, '..', 'latest');
  try {
    rmSync(link, { force: true });
    symlinkSync(name, link);
  } catch {
    // A convenience; some file systems have no links, and two runs may race for it.
  }
};

/** Takes away the folder of a run that never began: nothing was sent, so there is nothing to keep. */
export const dropUnlessBegun = (folder: RunFolder): void => {
  if (!existsSync(folder.file('history.ndjson'))) rmSync(folder.path, { recursive: true, force: true });
};
