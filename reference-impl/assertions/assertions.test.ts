import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createPipeline } from '../app.ts';
import { openDatabase } from '../store/open-database.ts';
import type { Caller } from '../pipeline.ts';
import { ASSERTIONS_TABLE, createAssertionTable, MOST_OF_A_CLIENT } from './table.ts';
import { newDatabase } from '../store/new-database.test-helper.ts';

const folder = mkdtempSync(join(tmpdir(), 'assertions-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const NOW_S = 1_772_543_112;
const ONE: Caller = { role: 'gateway', client: 'vp-gateway' };
const TWO: Caller = { role: 'gateway', client: 'acme' };
const login = { jti: 'j1', untilS: NOW_S + 300 };

test('an assertion is taken up once, by each client for itself, and the next life knows it; each is audited', async () => {
  const databasePath = join(folder, 'reference.db');
  const open = () => createPipeline({ databasePath, now: () => NOW_S * 1000 });
  const first = open();
  expect(await first.assertions.takeUp(ONE, login)).toEqual({ ok: true, value: true });
  expect(await first.assertions.takeUp(ONE, login)).toMatchObject({ refusal: { code: 'unauthenticated' } });
  expect((await first.assertions.takeUp(TWO, login)).ok).toBe(true);
  expect((await first.assertions.takeUp(ONE, { ...login, jti: 'j2' })).ok).toBe(true);
  const trail = first.audit.search({ role: 'auditor', client: 'a' }, { count: 10 });
  const told = trail.ok ? trail.value.entries.map(({ body }) => [body.subject, body.who, body.outcome]) : [];
  expect(told).toEqual([
    ['access', 'vp-gateway', 'ok'],
    ['access', 'vp-gateway', 'refused'],
    ['access', 'acme', 'ok'],
    ['access', 'vp-gateway', 'ok'],
  ]);
  await first.close();
  const second = open();
  expect(await second.assertions.takeUp(ONE, login)).toMatchObject({ refusal: { code: 'unauthenticated' } });
  await second.close();
});

test('of assertions shown at once one is taken up', async () => {
  const pipeline = createPipeline({ databasePath: newDatabase(), now: () => NOW_S * 1000 });
  const all = await Promise.all(Array.from({ length: 20 }, () => pipeline.assertions.takeUp(ONE, login)));
  expect(all.filter(({ ok }) => ok).length).toBe(1);
  await pipeline.close();
});

test('what has ended is forgotten some time after; a client that shows very many is asked to wait, and another is not', () => {
  const db = openDatabase(':memory:', [ASSERTIONS_TABLE]);
  const table = createAssertionTable(db);
  const count = (): unknown => db.get('SELECT count(*) AS n FROM used_assertions')?.['n'];
  db.transaction(() => {
    for (let i = 0; i < MOST_OF_A_CLIENT; i++) expect(table.takeUp('c', `j${i}`, NOW_S + 300, NOW_S)).toBe('taken-up');
    expect(table.takeUp('c', 'one more', NOW_S + 300, NOW_S)).toBe('too-many');
    expect(table.takeUp('d', 'j1', NOW_S + 300.5, NOW_S)).toBe('taken-up');
    expect(table.takeUp('d', 'j1', NOW_S + 300, NOW_S + 599)).toBe('used');
    expect(table.takeUp('c', 'one more', NOW_S + 900, NOW_S + 600)).toBe('taken-up');
    // Half a second longer than the others.
    expect(count()).toBe(2);
  });
  db.close();
});
