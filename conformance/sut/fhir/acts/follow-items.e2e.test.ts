import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { runClock } from '../../../history/clock.ts';
import { fhirDriver } from '../../fhir-driver.ts';
import { referenceProfile } from '../../profile.ts';

const JSON_TYPE = { 'content-type': 'application/fhir+json' };
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const notification = (...references: readonly string[]): string =>
  JSON.stringify({
    resourceType: 'Bundle',
    type: 'history',
    entry: [
      {
        resource: {
          resourceType: 'Parameters',
          parameter: [
            { name: 'type', valueCode: references.length === 0 ? 'handshake' : 'event-notification' },
            ...references.map((reference, i) => ({
              name: 'notification-event',
              part: [
                { name: 'event-number', valueString: String(i + 1) },
                { name: 'focus', valueReference: { reference } },
              ],
            })),
          ],
        },
      },
    ],
  });

interface Told {
  readonly requests: string[];
  subscription: { channel?: { endpoint?: string; extension?: unknown; _payload?: unknown } };
}

/** A system with subscriptions, or without, that becomes active after so many questions; never, where that is said. */
const system = async (interactions: readonly string[], activeAfter = 1) => {
  const told: Told = { requests: [], subscription: {} };
  let asked = 0;
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const path = (request.url ?? '').replace('/fhir', '');
    if (request.method !== 'GET') told.requests.push(`${request.method} ${path}`);
    const say = (status: number, body: object, headers = {}): void =>
      void response.writeHead(status, { ...JSON_TYPE, ...headers }).end(JSON.stringify(body));
    if (path === '/metadata')
      return say(200, {
        resourceType: 'CapabilityStatement',
        status: 'active',
        date: '2026-03-03',
        kind: 'instance',
        fhirVersion: '4.0.1',
        format: ['json'],
        rest: [
          {
            mode: 'server',
            resource: [{ type: 'Subscription', interaction: interactions.map((code) => ({ code })) }],
          },
        ],
      });
    if (request.method === 'POST') {
      told.subscription = JSON.parse(Buffer.concat(chunks).toString()) as Told['subscription'];
      return say(201, { ...told.subscription, id: 's1' }, { location: '/fhir/Subscription/s1' });
    }
    if (request.method === 'DELETE') return void response.writeHead(204).end();
    asked += 1;
    return say(200, { ...told.subscription, id: 's1', status: asked > activeAfter ? 'active' : 'error' });
  };
  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const driver = fhirDriver(referenceProfile({ fhirBase: `http://127.0.0.1:${port}/fhir` }), runClock(), {
    VITALPROOF_KEY: 'k'.repeat(40),
  });
  closing.push(driver.close, async () => {
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });
  return { driver, told };
};

describe('items that are followed', () => {
  test('are told of by what they are called, with the instant, until it is ended', async () => {
    const { driver, told } = await system(['create', 'read']);
    const events: [string, number][] = [];
    const end = await driver.followItems((reference, received) => events.push([reference, received]));
    const { channel } = told.subscription;
    expect(JSON.stringify(channel)).toContain('id-only');
    expect(JSON.stringify(channel?.extension)).toContain('"valuePositiveInt":100');
    const post = async (body: string): Promise<number> =>
      (await fetch(channel?.endpoint ?? '', { method: 'POST', body, headers: JSON_TYPE })).status;
    expect(await post(notification())).toBe(200);
    expect(await post(notification('Task/a', 'http://x.example/fhir/Task/b/_history/1'))).toBe(200);
    expect(await post(notification('Task/a'))).toBe(200);
    expect(events.map(([reference]) => reference)).toEqual(['Task/a', 'Task/b', 'Task/a']);
    expect(events[2]?.[1]).toBeGreaterThan(events[0]?.[1] ?? Number.NaN);
    await end?.();
    expect(told.requests).toEqual(['POST /Subscription', 'DELETE /Subscription/s1']);
    expect(await post(notification('Task/c'))).toBe(503);
  });

  test('are not where the system says of no subscriptions', async () => {
    const { driver, told } = await system(['read']);
    expect(await driver.followItems(() => undefined)).toBeUndefined();
    expect(told.requests).toEqual([]);
  });
});
