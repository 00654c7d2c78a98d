import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { EXIT, InputProblem } from '../../contract/input-problem.ts';
import { findK6, k6Status } from './find-k6.ts';

let dir: string;
const script = (name: string, body: string): string => {
  const path = join(dir, name);
  writeFileSync(path, `#!/bin/sh\n${body}\n`);
  chmodSync(path, 0o755);
  return path;
};
const problemOf = (run: () => unknown): InputProblem => {
  try {
    run();
  } catch (error) {
    if (error instanceof InputProblem) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
};
const silent = (): void => undefined;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'vitalproof-find-k6-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

describe('where k6 is looked for', () => {
  test('K6_PATH comes first', () => {
    const mine = script('my-k6', 'true');
    script('k6', 'true');
    expect(findK6({ K6_PATH: mine, PATH: dir }, silent)).toBe(mine);
  });
  test('a K6_PATH that cannot be run is an error, not a reason to look elsewhere', () => {
    script('k6', 'true');
    const problem = problemOf(() => findK6({ K6_PATH: join(dir, 'absent'), PATH: dir }, silent));
    expect(problem.exitCode).toBe(EXIT.unreachable);
    expect(problem.describe()).toContain('absent');
  });
  test('then the PATH, then the cache', () => {
    const cached = join(dir, 'cache', 'k6-v2.2.0');
    mkdirSync(cached, { recursive: true });
    writeFileSync(join(cached, 'k6'), '');
    chmodSync(join(cached, 'k6'), 0o755);
    const env = { PATH: dir, VITALPROOF_CACHE: join(dir, 'cache') };
    expect(findK6(env, silent)).toBe(join(cached, 'k6'));
    const k6 = script('k6', 'true');
    expect(findK6(env, silent)).toBe(k6);
  });
});

describe('when there is none', () => {
  const env = (): Record<string, string> => ({ PATH: dir, VITALPROOF_CACHE: join(dir, 'cache') });
  test('without Go it says how to install it, exit 69', () => {
    const problem = problemOf(() => findK6(env(), silent));
    expect(problem.exitCode).toBe(69);
    expect(problem.describe()).toMatch(/install k6/);
  });
  test('too old a Go is named with its version', () => {
    script('go', 'echo go1.19.8');
    const problem = problemOf(() => findK6(env(), silent));
    expect(problem.exitCode).toBe(69);
    expect(problem.describe()).toContain('Go 1.19');
    expect(k6Status(env())).toContain('1.19');
  });
  test('a new enough Go builds the pinned module into the cache', () => {
    script(
      'go',
      'if [ "$1" = env ]; then echo go1.25.0; else test -f go.sum && mkdir -p "$GOBIN" && printf k6 > "$GOBIN/k6" && chmod 755 "$GOBIN/k6"; fi',
    );
    const notes: string[] = [];
    const found = findK6({ ...env(), PATH: dir }, (n) => notes.push(n));
    expect(found).toBe(join(dir, 'cache', 'k6-v2.2.0', 'k6'));
    expect(notes.join()).toContain('building k6');
    expect(findK6(env(), (n) => notes.push(n))).toBe(found);
    expect(notes).toHaveLength(1);
  });
  test('a failed build gives the last words of go, exit 69, and leaves nothing in the cache', () => {
    script('go', 'if [ "$1" = env ]; then echo go1.26.1; else echo "module not found" >&2; exit 1; fi');
    expect(problemOf(() => findK6(env(), silent)).message).toContain('module not found');
    expect(k6Status(env())).toContain('would be built');
  });
});
