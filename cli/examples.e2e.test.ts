import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commandLine } from './command-line.test-helper.ts';

const FOLDER = fileURLToPath(new URL('../examples/receiver-python', import.meta.url));
const PROFILE = readFileSync(join(FOLDER, 'receiver.yaml'), 'utf8');
const SOURCE = readFileSync(join(FOLDER, 'receiver.py'), 'utf8');
/** Python 3.9 has what the example uses. */
const python =
  spawnSync('python3', ['-c', 'import sys; sys.exit(sys.version_info < (3, 9))'], { timeout: 10_000 }).status === 0;
const why = python ? '' : ' (skipped: this machine has no python3 of 3.9 or later)';

let folder: string;
const running: ChildProcess[] = [];
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vitalproof-example-'));
});
afterAll(() => {
  for (const child of running) child.kill();
  rmSync(folder, { recursive: true, force: true });
});

/** Starts one of the two, and writes a profile that says where it listens. */
const started = async (file: string): Promise<string> => {
  const child = spawn('python3', [join(FOLDER, file)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' },
  });
  running.push(child);
  const [line] = (await once(createInterface(child.stdout as NodeJS.ReadableStream), 'line')) as [string];
  const profile = join(folder, `${file}.yaml`);
  writeFileSync(profile, PROFILE.replace(/http:\/\/127\.0\.0\.1:\d+/, line));
  return profile;
};

const vitalproof = commandLine(() => ({ VITALPROOF_RUNS: join(folder, 'runs') }));

test('the receiver is at most 400 lines of the standard library, its profile at most 20', () => {
  expect(SOURCE.split('\n').length - 1).toBeLessThanOrEqual(400);
  expect(PROFILE.split('\n').length - 1).toBeLessThanOrEqual(20);
  const imported = [...SOURCE.matchAll(/^(?:import|from) (.+?)(?: import .+)?$/gm)].flatMap(([, names = '']) =>
    names.split(', '),
  );
  expect(imported.toSorted()).toEqual(['datetime', 'decimal', 'http.server', 'json', 're', 'sys', 'threading']);
});

describe.skipIf(!python)(`a receiver of another house, in Python${why}`, () => {
  test('passes every requirement of the scope that it claims but one, and no other is judged', async () => {
    const { code, out } = await vitalproof('certify', '--sut', await started('receiver.py'));
    const short = out
      .split('\n')
      .filter((line) => /^\S* ?(?:FAIL|INCONCLUSIVE|UNTESTABLE|WARN)\b.* (?:MUST|SHOULD) /.test(line));
    // It keeps nothing beyond its own end, and gives nobody the means to end it: that is said, and never passed.
    expect(short.map((line) => /(?:FAIL|INCONCLUSIVE|UNTESTABLE|WARN) +\S+/.exec(line)?.[0])).toEqual([
      'UNTESTABLE     ALR-05',
    ]);
    expect(code).toBe(1);
    expect(out).toMatch(/outside: the scope "orders" is not claimed/);
  });
  test('with one defect is caught, on the requirement that it breaks', async () => {
    const { code, out } = await vitalproof(
      'certify',
      '--only',
      'LIM-02',
      '--sut',
      await started('receiver_with_a_defect.py'),
    );
    expect(code).toBe(1);
    expect(out).toMatch(/✗ LIM-02 \(MUST\) broken/);
  });
});
