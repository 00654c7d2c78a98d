import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { readSearchset } from '../../contract/wire/fhir/bundle.ts';
import { readOperationOutcome } from '../../contract/wire/fhir/outcome.ts';
import {
  type Answer,
  mllpSender,
  postReading,
  run,
  type Running,
  type RunOptions,
  seed,
  TOKEN,
} from '../crash-run.test-helper.ts';
import { must } from '../world.test-helper.ts';

const directory = mkdtempSync(join(tmpdir(), 'vitalproof-full-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
let databases = 0;
const running: Running[] = [];
afterEach(async () => {
  for (const server of running.splice(0)) await server.kill();
});

const start = async (path: string, options: RunOptions = {}): Promise<Running> => {
  const server = await run(path, options);
  running.push(server);
  return server;
};

const newPath = (): string => join(directory, `${(databases += 1)}`, 'reference.db');
const health = async ({ fhirBase }: Running): Promise<unknown> => (await fetch(new URL('/health', fhirBase))).json();

/** Files until something is refused; gives the keys that were taken, and the refusal. */
const fill = async (server: Running, name: string): Promise<{ taken: string[]; refused: Answer }> => {
  const taken: string[] = [];
  for (let i = 0; i < 5000; i += 1) {
    const key = `${name}-${i}`;
    // oxlint-disable-next-line no-await-in-loop -- until it is full
    const answer = await postReading(server, key);
    if (answer.status !== 201) return { taken, refused: answer };
    taken.push(key);
  }
  throw new Error('it does not get full');
};

const idsOf = async ({ call }: Running, path: string): Promise<readonly string[]> => {
  const ids: string[] = [];
  for (let next: string | undefined = path; next !== undefined;) {
    // oxlint-disable-next-line no-await-in-loop -- a page names the next
    const answer = await call('GET', next, TOKEN.ehr);
    expect(answer.status).toBe(200);
    const page: ReturnType<typeof must<{ resources: readonly { readonly id?: unknown }[]; next?: string }>> = must(
      readSearchset(answer.json),
    );
    ids.push(...page.resources.map(({ id }) => String(id)));
    next = page.next?.replace(/^.*\/fhir/, '');
  }
  return ids;
};
const readings = (server: Running) => idsOf(server, '/Observation?patient=Patient/p1&_count=500');
const items = (server: Running) => idsOf(server, '/Task?_count=500');

/** What must hold while there is no room: refused as what it is, nothing of it there, and everything else goes on. */
const holdsWithoutRoom = async (server: Running, taken: readonly string[], refused: Answer): Promise<void> => {
  expect([refused.status, readOperationOutcome(refused.json)?.refusal, refused.retryAfter]).toEqual([
    503,
    'unavailable',
    '1',
  ]);
  expect(taken.length).toBeGreaterThan(0);
  expect(await readings(server)).toHaveLength(taken.length);
  expect(await items(server)).toHaveLength(taken.length);
  const many = await Promise.all(Array.from({ length: 40 }, (_, n) => postReading(server, `many-${n}`)));
  expect(new Set(many.map(({ status }) => status))).toEqual(new Set([503]));
  const send = await mllpSender(server.port);
  expect(await send('over-hl7')).toBe('AR');
  expect(await readings(server)).toHaveLength(taken.length);
  expect(await health(server)).toEqual({ status: 'unavailable', why: expect.stringMatching(/database/) });
};

/** What must hold once there is room: it takes the same again, each once, and everything that it took before. */
const holdsWithRoom = async (server: Running, taken: readonly string[]): Promise<void> => {
  const again = await Promise.all(Array.from({ length: 40 }, (_, n) => postReading(server, `many-${n}`)));
  expect(new Set(again.map(({ status }) => status))).toEqual(new Set([201]));
  const before = await Promise.all(taken.map((key) => postReading(server, key)));
  expect(new Set(before.map(({ status }) => status))).toEqual(new Set([200]));
  expect(await readings(server)).toHaveLength(taken.length + 40);
  expect(await items(server)).toHaveLength(taken.length + 40);
  expect(await health(server)).toEqual({ status: 'ok' });
};

const isSound = (path: string): void => {
  const raw = new DatabaseSync(path);
  expect(raw.prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
  raw.close();
};

describe('without room on the disk', () => {
  test('by pages: writes are refused to be sent again, reads go on, and after a start with room it takes them', async () => {
    const path = newPath();
    const server = await start(path, { maxPages: 120 });
    await seed(server);
    const { taken, refused } = await fill(server, 'a');
    await holdsWithoutRoom(server, taken, refused);
    await server.kill();
    const roomy = await start(path);
    await holdsWithRoom(roomy, taken);
    await roomy.kill();
    isSound(path);
  });

  test('by the size of a file: the process lives, and takes writes again as soon as there is room', async ({
    skip,
  }) => {
    skip(
      spawnSync('prlimit', ['--version']).error !== undefined,
      'prlimit (util-linux) is not there to give room again',
    );
    const path = newPath();
    const server = await start(path, { fileLimit: 1200 });
    await seed(server);
    const { taken, refused } = await fill(server, 'a');
    await holdsWithoutRoom(server, taken, refused);
    expect(spawnSync('prlimit', ['--pid', String(server.pid), '--fsize=unlimited']).status).toBe(0);
    await holdsWithRoom(server, taken);
    await server.kill();
    isSound(path);
    const again = await start(path);
    expect(await readings(again)).toHaveLength(taken.length + 40);
  });
});
