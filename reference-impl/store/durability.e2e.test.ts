import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { CHAIN_START } from '../audit/chain.ts';
import { proveTrail } from '../audit/prove-trail.ts';
import { AUDITOR, createReadyWorld, EHR, must, orderOf } from '../world.test-helper.ts';

const WRITER = fileURLToPath(new URL('kill-writer.test-helper.ts', import.meta.url));
const ROUNDS = 5;

/** Runs the writer until it has acknowledged `count` readings, kills it with SIGKILL, and says which. */
const writeAndKill = (path: string, round: number, count: number): Promise<string[]> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', WRITER, path, String(round)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.setEncoding('utf8');
    child.stdout.on('data', (text: string) => {
      output += text;
      // Killed by the number of answers, not by a timer: at another point of a batch each time.
      if (output.split('\n').length > count) child.kill('SIGKILL');
    });
    child.on('error', reject);
    child.on('close', (_code, signal) => {
      if (signal === 'SIGKILL') resolve(output.slice(0, output.lastIndexOf('\n')).split('\n'));
      else reject(new Error('the writer ended by itself'));
    });
  });

test('killed five times while writing: nothing acknowledged is lost, nothing is half there', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'vitalproof-kill-'));
  const path = join(directory, 'data', 'reference.db');
  try {
    const acknowledged: string[] = [];
    let noted = CHAIN_START;
    for (let round = 0; round < ROUNDS; round++) {
      acknowledged.push(...(await writeAndKill(path, round, 37 + 61 * round)));
      // The audit trail is whole as the kill left it, before anything opens the database, and goes on from the last one.
      const trail = await proveTrail(path, { noted });
      expect(trail).toEqual({ intact: true, head: expect.anything() });
      expect(trail.head.count).toBeGreaterThan(noted.count);
      noted = trail.head;
    }
    expect(acknowledged.length).toBeGreaterThan(37 * ROUNDS);

    const raw = new DatabaseSync(path);
    expect(raw.prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
    expect(raw.prepare('PRAGMA foreign_key_check').all()).toEqual([]);
    const count = (sql: string): unknown => raw.prepare(sql).get()?.['n'];
    const readings = count('SELECT count(*) AS n FROM readings');
    // Each reading of 200 has its item and both their audit events, or it is not there at all.
    expect(count('SELECT count(DISTINCT reading_seq) AS n FROM items')).toBe(readings);
    expect(count('SELECT count(*) AS n FROM audit_events')).toBe(noted.count);
    expect(
      count("SELECT count(*) AS n FROM audit_events WHERE json_extract(body, '$.subject') IN ('reading', 'item')"),
    ).toBe(2 * Number(readings));
    raw.close();

    const world = await createReadyWorld(orderOf(), { databasePath: path });
    for (const value of acknowledged) {
      const found = must(world.pipeline.readings.search(EHR, { identifier: { system: 'urn:test', value }, count: 2 }));
      expect(found.entries, value).toHaveLength(1);
    }
    expect(must(world.pipeline.audit.search(AUDITOR, { refusal: 'identifier-conflict', count: 1 })).entries).toEqual(
      [],
    );
    await world.pipeline.close();
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}, 60_000);
