import { spawnSync } from 'node:child_process';
import { accessSync, constants, cpSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EXIT, InputProblem } from '../../contract/input-problem.ts';

/** The k6 that is built where none is found; pinned with all its modules in scenarios/load/k6/go.sum. */
export const K6_MODULE = 'go.k6.io/k6/v2';
export const K6_VERSION = 'v2.2.0';
const LEAST_GO = [1, 25] as const;
const MODULE_FOLDER = fileURLToPath(new URL('../../scenarios/load/k6', import.meta.url));

type Env = Readonly<Record<string, string | undefined>>;

const executable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** Where the environment finds a program; undefined: nowhere. */
export const onPath = (name: string, env: Env): string | undefined =>
  (env.PATH ?? '')
    .split(delimiter)
    .filter((dir) => dir !== '')
    .map((dir) => join(dir, name))
    .find(executable);

/** Where a k6 built by us is kept between runs, per user and version. */
const cachedK6 = (env: Env): string =>
  join(
    env.VITALPROOF_CACHE ?? join(env.XDG_CACHE_HOME ?? join(env.HOME ?? homedir(), '.cache'), 'vitalproof'),
    `k6-${K6_VERSION}`,
    'k6',
  );

/** A k6 that is there: on the PATH, or built before; undefined: none. */
export const knownK6 = (env: Env): string | undefined => onPath('k6', env) ?? [cachedK6(env)].find(executable);

const missing = (why: string, advice: string): InputProblem =>
  new InputProblem(why, {}, `k6 ${K6_VERSION} or another k6 2.x`, { exitCode: EXIT.unreachable, advice });

const INSTALL = `install k6 (its package for your system, or Go ${LEAST_GO.join('.')} or later so that it can be built here), or set K6_PATH to it`;

/** Version of a Go tool as [major, minor]; undefined when it does not answer. */
const goVersion = (go: string): readonly [number, number] | undefined => {
  const answer = spawnSync(go, ['env', 'GOVERSION'], { encoding: 'utf8', timeout: 20_000 });
  const match = /^go(\d+)\.(\d+)/.exec(answer.stdout ?? '');
  return match === null ? undefined : [Number(match[1]), Number(match[2])];
};

const buildK6 = (go: string, target: string, note: (text: string) => void): void => {
  note(`building k6 ${K6_VERSION} with ${go} (once; about a minute)`);
  const work = mkdtempSync(join(tmpdir(), 'vitalproof-k6-'));
  try {
    // Inside a module that pins every dependency, so that a build is checked against go.sum and needs no version look-up.
    cpSync(MODULE_FOLDER, work, { recursive: true });
    const out = join(work, 'bin');
    const built = spawnSync(go, ['install', K6_MODULE], {
      cwd: work,
      env: { ...process.env, GOBIN: out, GOFLAGS: '-mod=mod', GOWORK: 'off', GO111MODULE: 'on' },
      encoding: 'utf8',
      timeout: 900_000,
    });
    if (built.status !== 0) {
      const last = `${built.stderr ?? ''}`.trim().split('\n').slice(-3).join(' | ');
      throw missing(`k6 could not be built: ${last === '' ? 'go install gave no reason' : last}`, INSTALL);
    }
    mkdirSync(join(target, '..'), { recursive: true });
    renameOrCopy(join(out, 'k6'), target);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
};

const renameOrCopy = (from: string, to: string): void => {
  try {
    renameSync(from, to);
  } catch {
    // The temporary folder may lie on another disk; a copy under another name keeps a half-written k6 from being found.
    cpSync(from, `${to}.part`);
    renameSync(`${to}.part`, to);
  }
};

/**
 * Finds k6: `K6_PATH`, the PATH, our cache; else builds it where a new enough Go is found.
 * @throws InputProblem (exit 69) that says how to install it.
 */
export const findK6 = (env: Env, note: (text: string) => void): string => {
  if (env.K6_PATH !== undefined && env.K6_PATH !== '') {
    if (executable(env.K6_PATH)) return env.K6_PATH;
    throw missing(`K6_PATH names ${env.K6_PATH}, which cannot be run`, 'correct K6_PATH or unset it');
  }
  const known = knownK6(env);
  if (known !== undefined) return known;
  const go = onPath('go', env);
  if (go === undefined) throw missing('there is no k6 and no Go to build it with', INSTALL);
  const version = goVersion(go);
  if (version === undefined || version[0] < LEAST_GO[0] || (version[0] === LEAST_GO[0] && version[1] < LEAST_GO[1]))
    throw missing(
      `there is no k6, and Go ${version?.join('.') ?? '(version unknown)'} at ${go} is too old to build it`,
      INSTALL,
    );
  const target = cachedK6(env);
  buildK6(go, target, note);
  return target;
};

/** For `doctor`: what would be used, without building anything. */
export const k6Status = (env: Env): string => {
  const known = env.K6_PATH !== undefined && env.K6_PATH !== '' ? env.K6_PATH : knownK6(env);
  if (known !== undefined) return executable(known) ? known : `${known} (cannot be run)`;
  const go = onPath('go', env);
  return go === undefined
    ? `none; ${INSTALL}`
    : `none yet; would be built with ${go} (Go ${goVersion(go)?.join('.') ?? 'unknown'})`;
};
