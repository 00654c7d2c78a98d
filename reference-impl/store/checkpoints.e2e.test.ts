import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { openSqlite } from './sqlite.ts';

const WRITER = fileURLToPath(new URL('checkpoint-writer.test-helper.ts', import.meta.url));

/** Lets it tell of so many commits, kills it, and returns the last row that it told of. */
const killedAfter = async (path: string, commits: number): Promise<number> => {
  const child = spawn(process.execPath, ['--import', 'tsx', WRITER, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  let last = 0;
  let told = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    last = Number(line);
    told += 1;
    if (told === commits) child.kill('SIGKILL');
  }
  expect(told, 'the writer ended by itself').toBeGreaterThanOrEqual(commits);
  return last;
};

test('killed while its log is brought into it by another thread: nothing acknowledged is lost, and no page is half there', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'vitalproof-checkpoint-kill-'));
  const path = join(folder, 'data.db');
  try {
    // The log is brought in from its 8,000th page on: the 32nd commit, or soon after.
    for (const commits of [32, 33, 34, 36, 70]) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other, on the same file
      const last = await killedAfter(path, commits);
      const db = openSqlite(path);
      expect(db.get('PRAGMA integrity_check')).toEqual({ integrity_check: 'ok' });
      const rows = db.get('SELECT count(*) AS n, max(n) AS last FROM t') ?? {};
      expect(rows['n']).toBe(rows['last']);
      expect(rows['last']).toBeGreaterThanOrEqual(last);
      expect(Number(rows['last']) % 250).toBe(0);
      db.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 60_000);
