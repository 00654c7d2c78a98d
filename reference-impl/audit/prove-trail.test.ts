import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { InputProblem } from '../../contract/input-problem.ts';
import { createReadyWorld, orderOf, readingOf } from '../world.test-helper.ts';
import { AUDIT_COLUMNS } from './columns.ts';
import type { TrailVerdict } from './prove.ts';
import { proveTrail } from './prove-trail.ts';

const directory = mkdtempSync(join(tmpdir(), 'vitalproof-trail-'));
const original = join(directory, 'original.db');
let count = 0;
beforeAll(async () => {
  const world = await createReadyWorld(orderOf(), { databasePath: original });
  for (const value of ['100', '200', '40', '350']) await world.file(readingOf(value));
  await world.file(readingOf('100', 'mg/dL', { effective: '2020-01-01T00:00:00Z' }));
  await world.pipeline.close();
  const verdict = await proveTrail(original);
  count = verdict.head.count;
});
afterAll(() => rmSync(directory, { recursive: true }));

const TRIGGERS = ['audit_never_changes', 'audit_never_goes', 'audit_head_grows', 'audit_head_stays'];
let copies = 0;
/** The verdict on a copy of the trail that somebody with the file in hands has worked on. */
const verdictAfter = async (...statements: readonly string[]): Promise<TrailVerdict> => {
  copies += 1;
  const path = join(directory, `copy${copies}.db`);
  cpSync(original, path);
  const raw = new DatabaseSync(path);
  for (const trigger of TRIGGERS) raw.exec(`DROP TRIGGER ${trigger}`);
  for (const statement of statements) raw.exec(statement);
  raw.close();
  return await proveTrail(path);
};
const brokenAt = (verdict: TrailVerdict): number | undefined => (verdict.intact ? undefined : verdict.broken.event);

describe('a trail in a file', () => {
  test('is proved, and the file is as it was', async () => {
    const before = readFileSync(original);
    expect(await proveTrail(original)).toEqual({ intact: true, head: { count, hash: expect.any(String) } });
    expect(count).toBeGreaterThan(10);
    expect(readFileSync(original).equals(before)).toBe(true);
  });

  test.each(AUDIT_COLUMNS)('tells of a change of %s, in whichever row', async (column) => {
    for (const row of [1, 2, Math.floor(count / 2), count]) {
      const value =
        column === 'seq'
          ? 'seq + 1000'
          : ['version', 'stamp', 'recorded_ms'].includes(column)
            ? `${column} + 100000`
            : `ifnull(${column}, '') || 'x'`;
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const verdict = await verdictAfter(`UPDATE audit_events SET ${column} = ${value} WHERE seq = ${row}`);
      expect(brokenAt(verdict), `${column} of ${row}`).toBe(row);
    }
  });

  test.each([
    ['a hash', `UPDATE audit_events SET hash = '${'0'.repeat(64)}' WHERE seq = 4`, 4],
    ['one letter of a text', "UPDATE audit_events SET body = replace(body, 'vp-ehr', 'vp-ehs') WHERE seq = 2", 2],
    ['a larger number than any of ours', 'UPDATE audit_events SET stamp = 9223372036854775807 WHERE seq = 3', 3],
    ['a deletion', 'DELETE FROM audit_events WHERE seq = 5', 5],
    ['a deletion of the first', 'DELETE FROM audit_events WHERE seq = 1', 1],
    [
      'an insertion',
      "UPDATE audit_events SET seq = -seq WHERE seq > 3; UPDATE audit_events SET seq = 1 - seq WHERE seq < 0; INSERT INTO audit_events SELECT 4, 'a4x', 1, 1, body, recorded_ms, outcome, refusal, patient_key, entity_key, hash FROM audit_events WHERE seq = 2",
      4,
    ],
    [
      'two that changed places',
      'UPDATE audit_events SET seq = -1 WHERE seq = 3; UPDATE audit_events SET seq = 3 WHERE seq = 6; UPDATE audit_events SET seq = 6 WHERE seq = -1',
      3,
    ],
  ])('tells of %s', async (_title, sql, event) => {
    expect(brokenAt(await verdictAfter(sql))).toBe(event);
  });

  test('tells of a tail that was cut off, with or without a head that fits', async () => {
    const cut = `DELETE FROM audit_events WHERE seq > ${count - 2}`;
    expect(brokenAt(await verdictAfter(cut))).toBe(count - 1);
    expect(brokenAt(await verdictAfter(cut, 'DELETE FROM audit_head'))).toBe(count - 1);
    const head = `UPDATE audit_head SET count = ${count - 2}, hash = (SELECT hash FROM audit_events WHERE seq = ${count - 2})`;
    const fitting = await verdictAfter(cut, head);
    expect(fitting.intact).toBe(true);
    const noted = (await proveTrail(original)).head;
    expect(brokenAt(await proveTrail(join(directory, `copy${copies}.db`), { noted }))).toBe(count - 1);
  });

  test.each([
    ['its head', 'DROP TABLE audit_head', () => count + 1],
    ['its events', 'DROP TABLE audit_events', () => 1],
  ])('tells of %s, where the whole table was taken away', async (_title, sql, event) => {
    expect(brokenAt(await verdictAfter(sql))).toBe(event());
  });

  test.each([...AUDIT_COLUMNS, 'hash'])('tells of %s, where the whole column was taken away', async (column) => {
    const verdict = await verdictAfter(
      'DROP INDEX audit_of_refusal',
      `ALTER TABLE audit_events RENAME COLUMN ${column} TO other`,
    );
    expect(brokenAt(verdict)).toBe(1);
    if (column !== 'seq')
      expect(verdict).toMatchObject({ broken: { what: `has no ${column} any more: the whole column was taken away` } });
  });

  test.each(['count', 'hash'])('tells of %s of its head, where the whole column was taken away', async (column) => {
    expect(brokenAt(await verdictAfter(`ALTER TABLE audit_head RENAME COLUMN ${column} TO other`))).toBe(count + 1);
  });

  test('is looked at in steps, and whoever is told of one can end it', async () => {
    const path = join(directory, 'long.db');
    cpSync(original, path);
    const world = await createReadyWorld(orderOf(), { databasePath: path });
    for (let batch = 0; batch < 30; batch += 1) {
      // oxlint-disable-next-line no-await-in-loop -- no more waiting writers than are taken
      await Promise.all(Array.from({ length: 200 }, () => world.file(readingOf('100', 'g'))));
    }
    await world.pipeline.close();
    const told: [number, number][] = [];
    const verdict = await proveTrail(path, { onProgress: (done, of) => void told.push([done, of]) });
    expect(verdict.intact).toBe(true);
    expect(told).toEqual([[5000, verdict.head.count]]);
    const stop = (): never => {
      throw new Error('enough');
    };
    await expect(proveTrail(path, { onProgress: stop })).rejects.toThrow('enough');
    expect(await proveTrail(path)).toEqual(verdict);
  });
});

describe('a file that cannot be proved says why, and is neither made nor changed', () => {
  const problem = async (path: string): Promise<InputProblem> => {
    const error: unknown = await proveTrail(path).catch((e: unknown) => e);
    if (!(error instanceof InputProblem)) throw new Error(`not refused: ${String(error)}`);
    return error;
  };
  test('because there is none', async () => {
    const path = join(directory, 'none.db');
    expect((await problem(path)).describe()).toContain(path);
    expect(existsSync(path)).toBe(false);
  });
  test('because it is named by a URI', async () => {
    expect((await problem(`file:${original}`)).message).toContain('no path');
  });
  test('because it is a folder', async () => {
    expect((await problem(directory)).exitCode).toBe(65);
  });
  test('because it is no database', async () => {
    const path = join(directory, 'notes.txt');
    writeFileSync(path, 'nothing of a database'.repeat(100));
    expect((await problem(path)).message).toContain('not a database');
  });
  test('because it is another program’s, or another version’s', async () => {
    const path = join(directory, 'other.db');
    const raw = new DatabaseSync(path);
    raw.exec('CREATE TABLE t (n)');
    expect((await problem(path)).message).toContain('version 0');
    raw.exec('PRAGMA user_version = 2');
    expect((await problem(path)).message).toContain('version 2');
    raw.close();
  });
  test('because a process has it open', async () => {
    const path = join(directory, 'held.db');
    const world = await createReadyWorld(orderOf(), { databasePath: path });
    expect((await problem(path)).message).toContain('locked');
    await world.pipeline.close();
    expect((await proveTrail(path)).intact).toBe(true);
  });
  test('because it is cut off wholly; its log, which is all that is left of it, is not thrown away', async () => {
    const path = join(directory, 'cut.db');
    writeFileSync(path, '');
    writeFileSync(`${path}-wal`, 'what was not yet taken over');
    expect((await problem(path)).message).toContain('its log is not');
    expect(readFileSync(`${path}-wal`, 'utf8')).toBe('what was not yet taken over');
  });
  test('because pages of it are destroyed', async () => {
    const path = join(directory, 'holes.db');
    const bytes = readFileSync(original);
    bytes.fill(0xa5, 8192, bytes.length - 4096);
    writeFileSync(path, bytes);
    expect((await problem(path)).message).toMatch(/malformed|not a database/);
  });
});
