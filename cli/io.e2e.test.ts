import { spawn } from 'node:child_process';
import { existsSync, openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));
const LOADER = process.features.typescript ? [] : ['--import', 'tsx'];
/** A place where every write fails as on a full disk. */
const FULL = '/dev/full';
const hasFull = existsSync(FULL);

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the command as a process of its own; `fullOut`, `fullErr`: on a full disk; `deafErr`: nobody reads standard error. */
const vitalproof = async (
  argv: readonly string[],
  how: { fullOut?: boolean; fullErr?: boolean; deafErr?: boolean; before?: string } = {},
): Promise<Ended> => {
  const before = how.before === undefined ? [] : ['--import', `data:text/javascript,${encodeURIComponent(how.before)}`];
  const child = spawn(process.execPath, [...LOADER, ...before, MAIN, ...argv], {
    stdio: [
      'ignore',
      how.fullOut === true ? openSync(FULL, 'w') : 'pipe',
      how.fullErr === true ? openSync(FULL, 'w') : 'pipe',
    ],
  });
  const said = { out: '', err: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (said.out += text));
  if (how.deafErr === true) child.stderr?.destroy();
  else child.stderr?.setEncoding('utf8').on('data', (text: string) => (said.err += text));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, ...said };
};

test.skipIf(!hasFull)('what standard output has no room for is no verdict: 65, told in people’s words', async () => {
  for (const argv of [
    ['list', 'faults'],
    ['simulate', '--archetype', 't2d-oral', '--days', '60'],
  ]) {
    const { code, err } = await vitalproof(argv, { fullOut: true });
    expect({ code, err }).toEqual({
      code: 65,
      err: 'vitalproof: standard output: cannot be written: ENOSPC\n  expected: room for all that is told\n',
    });
  }
});

test('where nobody reads standard error the work is done and its exit code is what it would be', async () => {
  const whole = ['simulate', '--archetype', 't2d-oral', '--import', 'nowhere', '--as', 'csv'];
  expect((await vitalproof(whole)).code).toBe(64);
  expect((await vitalproof(whole, { deafErr: true })).code).toBe(64);
  if (hasFull) expect((await vitalproof(whole, { fullErr: true })).code).toBe(64);
});

test('what is thrown where no command waits for it is a harness error, 70, and never a verdict', async () => {
  // Throws once the command is under way, which its waiting for an interrupt shows.
  const before = `const t = setInterval(() => {
    if (process.listenerCount('SIGINT') === 0) return;
    clearInterval(t);
    throw new Error('out of the blue');
  }, 5);`;
  const { code, err } = await vitalproof(['simulate', '--archetype', 't2d-oral', '--pace', '0.001'], { before });
  expect(err).toContain('vitalproof: harness error, not a verdict: Error: out of the blue');
  expect(code).toBe(70);
});
