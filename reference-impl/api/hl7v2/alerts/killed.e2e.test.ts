import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { postReading, run, seed } from '../../../crash-run.test-helper.ts';
import { startReceiver } from './receiver.test-helper.ts';

const folder = mkdtempSync(join(tmpdir(), 'alerts-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a killed reference tells again what was not acknowledged, under the same id and in order', async () => {
  const receiver = await startReceiver();
  const path = join(folder, 'db', 'reference.db');
  const first = await run(path, { alerts: { host: '127.0.0.1', port: receiver.port } });
  await seed(first);
  receiver.answer('CA', 'silence');
  for (const key of ['a', 'b', 'c']) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other, so that the items are in this order
    expect((await postReading(first, key)).status).toBe(201);
  }
  await receiver.until(2);
  await first.kill();
  const second = await run(path, { alerts: { host: '127.0.0.1', port: receiver.port } });
  expect((await postReading(second, 'd')).status).toBe(201);
  await expect.poll(() => receiver.alerts.at(-1)?.item.reading?.value, { timeout: 20_000 }).toBe('d');
  const told = receiver.alerts.map(({ item }) => item.reading?.value);
  // The kill may have come before it was written down that the first one was taken.
  expect([
    ['a', 'b', 'b', 'c', 'd'],
    ['a', 'b', 'a', 'b', 'c', 'd'],
  ]).toContainEqual(told);
  // Each is one message, however often it came.
  expect(new Set(receiver.alerts.map(({ bytes }) => bytes)).size).toBe(4);
  expect(new Set(receiver.alerts.map(({ controlId }) => controlId)).size).toBe(4);
  await second.kill();
  await receiver.close();
});
