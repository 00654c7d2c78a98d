import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LoadResult } from '../../conformance/load/result/load-result.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A load that was played: what it came to, its folder, its exit code. */
export interface PlayedLoad {
  readonly result: LoadResult;
  readonly folder: string;
  readonly status: number;
}

/** Plays `vitalproof ARGS` in a process of its own, with its runs in a folder. Throws Error where it leaves no result. */
export const playLoad = (args: readonly string[], runs: string): PlayedLoad => {
  const played = spawnSync('npx', ['--no-install', 'tsx', 'cli/main.ts', ...args], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, VITALPROOF_RUNS: runs },
  });
  const run = readdirSync(runs, { withFileTypes: true }).find((entry) => entry.isDirectory())?.name;
  if (run === undefined) throw new Error('the load left no run behind');
  const folder = join(runs, run);
  const result = LoadResult.parse(JSON.parse(readFileSync(join(folder, 'load.json'), 'utf8')));
  return { result, folder, status: played.status ?? 70 };
};

/** A whole number from 1 in the environment. Throws RangeError on anything else. */
export const wholeFrom = (name: string, fallback: number): number => {
  const text = process.env[name] ?? String(fallback);
  if (!/^[1-9]\d*$/.test(text)) throw new RangeError(`${name} is ${text}; expected a whole number from 1`);
  return Number(text);
};
