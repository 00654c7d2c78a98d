import { afterEach, expect, test } from 'vitest';
import { type RunningReference, startReference } from '../server.ts';
import { newDatabase } from '../store/new-database.test-helper.ts';

const started: RunningReference[] = [];
afterEach(async () => {
  for (const reference of started.splice(0)) await reference.close();
});
const start = async (): Promise<string> => {
  const reference = await startReference({ databasePath: newDatabase(), tokenKey: 'k'.repeat(32) });
  started.push(reference);
  return new URL('/', reference.fhirBase).href;
};

test('its health and its figures are there for whoever operates it, and its resources are not', async () => {
  const base = await start();
  const health = await fetch(`${base}health`);
  expect([health.status, await health.json()]).toEqual([200, { status: 'ok' }]);
  const metrics = await fetch(`${base}metrics`);
  expect(metrics.headers.get('content-type')).toMatch(/^text\/plain/);
  expect(await metrics.text()).toContain('# TYPE vitalproof_reading_to_item_seconds histogram');
  expect((await fetch(`${base}fhir/Task`)).status).toBe(401);
  expect((await fetch(`${base}fhir/metadata`)).status).toBe(200);
  expect((await fetch(`${base}nothing`)).status).toBe(404);
});

test('nothing but looking at them is offered', async () => {
  const base = await start();
  expect((await fetch(`${base}health`, { method: 'POST' })).status).toBe(404);
  expect((await fetch(`${base}metrics`, { method: 'DELETE' })).status).toBe(404);
});
