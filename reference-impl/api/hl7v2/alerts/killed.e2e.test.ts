import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { postReading, run, seed } from '../../../crash-run.test-helper.ts';
import { startReceiver } from './receiver.test-helper.ts';

const folder = mkdtempSync(join(tmpdir(), 'alerts-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a killed reference tells again what was not acknowledged, under the same id, and nothing else twice', async () => {
  const receiver = await startReceiver();
  const path = join(folder, 'db', 'reference.db');
  const first = await run(path, receiver.port);
  await seed(first);
  receiver.answer('CA', 'silence');
  for (const key of ['a', 'b', 'c']) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other, so that the items are in this order
    expect((await postReading(first, key)).status).toBe(201);
  }
  await receiver.until(2);
  await first.kill();
  const second = await run(path, receiver.port);
  const alerts = await receiver.until(4);
  expect(alerts.map(({ item }) => item.reading?.value)).toEqual(['a', 'b', 'b', 'c']);
  expect(alerts[2]?.bytes).toBe(alerts[1]?.bytes);
  expect(new Set(alerts.map(({ controlId }) => controlId)).size).toBe(3);
  expect((await postReading(second, 'd')).status).toBe(201);
  expect((await receiver.until(5))[4]?.item.reading?.value).toBe('d');
  await second.kill();
  await receiver.close();
});
