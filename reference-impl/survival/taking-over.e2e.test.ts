import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { subscriptionTo } from '../api/fhir/subscription.test-helper.ts';
import { startReceiver } from '../api/hl7v2/alerts/receiver.test-helper.ts';
import { postReading, run, seed, TOKEN } from '../crash-run.test-helper.ts';
import { type Cluster, noPostgres, onPostgres, startCluster } from '../store/postgres/cluster.ts';
import { startEndpoint } from '../subscriptions/endpoint.test-helper.ts';

describe.skipIf(noPostgres !== undefined)(`of two that share a database ${onPostgres}`, () => {
  let cluster: Cluster;
  beforeAll(async () => {
    cluster = await startCluster();
  });
  afterAll(async () => cluster.remove());

  test('one sends, whichever files; when it is killed the other sends what is left, in order', async () => {
    const receiver = await startReceiver();
    const endpoint = await startEndpoint();
    const options = { alerts: { host: '127.0.0.1', port: receiver.port } };
    // The first to be there sends.
    const first = await run(cluster.of('sends'), options);
    const second = await run(cluster.of('sends'), options);
    const told = (): readonly unknown[] => receiver.alerts.map(({ item }) => item.reading?.value);
    try {
      await seed(first);
      expect((await second.call('POST', '/Subscription', TOKEN.ehr, subscriptionTo(endpoint.url))).status).toBe(201);
      await expect.poll(() => endpoint.arrivals.length, { timeout: 20_000 }).toBe(1);
      for (const [key, server] of [
        ['a', first],
        ['b', second],
        ['c', first],
        ['d', second],
      ] as const)
        // oxlint-disable-next-line no-await-in-loop -- one after the other, so that the items are in this order
        expect((await postReading(server, key)).status).toBe(201);
      await expect.poll(told, { timeout: 20_000 }).toEqual(['a', 'b', 'c', 'd']);
      await expect.poll(() => endpoint.numbers().at(-1), { timeout: 20_000 }).toBe(4);
      // From now on it is not known what was taken.
      receiver.answer('silence');
      expect((await postReading(second, 'e')).status).toBe(201);
      await expect.poll(() => told().includes('e'), { timeout: 20_000 }).toBe(true);
      await first.kill();
      expect((await postReading(second, 'f')).status).toBe(201);
      await expect.poll(() => told().at(-1), { timeout: 20_000 }).toBe('f');
      await expect.poll(() => endpoint.numbers().at(-1), { timeout: 20_000 }).toBe(6);
      expect([...new Set(told())], 'in order').toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
      // Each is one message, however often it came.
      expect(new Set(receiver.alerts.map(({ bytes }) => bytes)).size).toBe(6);
      expect([...new Set(endpoint.numbers())]).toEqual([1, 2, 3, 4, 5, 6]);
    } finally {
      await first.kill();
      await second.kill();
      await receiver.close();
    }
  });
});
