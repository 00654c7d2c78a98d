import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { runK6 } from './run-k6.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A program in the place of k6. */
const program = (text: string): string => {
  const folder = mkdtempSync(join(tmpdir(), 'vitalproof-test-'));
  folders.push(folder);
  const file = join(folder, 'k6');
  writeFileSync(file, `#!/bin/sh\n${text}\n`);
  chmodSync(file, 0o755);
  return file;
};

const run = (text: string, signal: AbortSignal) => {
  const lines: string[] = [];
  const running = runK6({
    k6: program(text),
    script: 'none',
    planFile: 'none',
    options: [],
    authorization: undefined,
    mostMs: 60_000,
    signal,
    onLine: (line) => lines.push(line),
  });
  return { running, lines };
};

test('what k6 writes comes line by line', async () => {
  const { running, lines } = run('echo one >&2; echo two >&2', new AbortController().signal);
  await running;
  expect(lines).toEqual(['one', 'two']);
});

test('what ends with another code than 0 has failed, with its last words', async () =>
  await expect(run('echo no such script >&2; exit 107', new AbortController().signal).running).rejects.toThrow(
    'k6 ended with 107: no such script',
  ));

test('an interrupt ends it, one before it began too', { timeout: 20_000 }, async () => {
  const stopping = new AbortController();
  const { running } = run('exec sleep 60', stopping.signal);
  stopping.abort();
  await running;
  await run('exec sleep 60', AbortSignal.abort()).running;
});
