import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signToken } from '../api/auth/sign.ts';
import { startReference } from '../server.ts';
import { type Cluster, noPostgres, onPostgres, startCluster } from '../store/postgres/cluster.ts';

const KEY = 'k'.repeat(32);

describe.skipIf(noPostgres !== undefined)(onPostgres, () => {
  let cluster: Cluster;
  beforeAll(async () => {
    cluster = await startCluster();
  });
  afterAll(async () => cluster.remove());

  test('a server that is gone is told of once, however many ask, and so is its return', async () => {
    const said: string[] = [];
    const log = {
      info: (_what: object, words: string) => void (words.startsWith('the database') && said.push(words)),
      error: (_what: object, words: string) => void said.push(words),
    };
    const reference = await startReference({ databasePath: cluster.of('told'), tokenKey: KEY, log });
    const token = signToken({ sub: 'ehr', role: 'ehr', exp: Math.floor(Date.now() / 1000) + 300 }, KEY);
    const look = async (): Promise<number> =>
      (await fetch(`${reference.fhirBase}/Task`, { headers: { authorization: `Bearer ${token}` } })).status;
    expect(await look()).toBe(200);
    await cluster.crash();
    expect(await Promise.all(Array.from({ length: 20 }, look))).toEqual(Array.from({ length: 20 }, () => 503));
    expect(said).toEqual(['the database server cannot be reached']);
    await cluster.start();
    await expect.poll(look, { timeout: 20_000 }).toBe(200);
    await expect.poll(() => said.at(-1), { timeout: 20_000 }).toBe('the database takes writes again');
    expect(said).toHaveLength(2);
    await reference.close();
  });
});
