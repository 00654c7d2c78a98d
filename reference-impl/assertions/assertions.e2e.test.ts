import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPipeline } from '../app.ts';
import type { Caller, Pipeline } from '../pipeline.ts';
import { type Cluster, noPostgres, onPostgres, startCluster } from '../store/postgres/cluster.ts';

const NOW_S = 1_772_543_112;
const CLIENT: Caller = { role: 'gateway', client: 'vp-gateway' };
const LOGINS = 40;

describe.skipIf(noPostgres !== undefined)(`two instances that share a database ${onPostgres}`, () => {
  let cluster: Cluster;
  let instances: readonly Pipeline[] = [];
  beforeAll(async () => {
    cluster = await startCluster();
    const databasePath = cluster.of('logins');
    instances = [0, 1].map(() => createPipeline({ databasePath, now: () => NOW_S * 1000 }));
  });
  afterAll(async () => {
    for (const instance of instances) await instance.close();
    await cluster.remove();
  });

  test('of an assertion that both are shown at once, one takes it up', async () => {
    const jtis = Array.from({ length: LOGINS }, (_, i) => `j${i}`);
    const taken = await Promise.all(
      jtis.map(async (jti) => {
        const both = await Promise.all(
          instances.map(({ assertions }) => assertions.takeUp(CLIENT, { jti, untilS: NOW_S + 300 })),
        );
        return both.filter(({ ok }) => ok).length;
      }),
    );
    expect(taken).toEqual(jtis.map(() => 1));
    const again = await Promise.all(
      instances.map(({ assertions }) => assertions.takeUp(CLIENT, { jti: 'j0', untilS: NOW_S + 300 })),
    );
    for (const outcome of again) expect(outcome).toMatchObject({ refusal: { code: 'unauthenticated' } });
  });
});
