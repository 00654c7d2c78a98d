import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runClock } from '../../history/clock.ts';
import { type PushBounds, type PushListener, startPushListener } from './push-listener.ts';
import type { PushedEvent } from './pushed.ts';

let listener: PushListener;
const start = async (bounds: Partial<PushBounds> = {}): Promise<void> => {
  listener = await startPushListener(runClock(), bounds);
};
beforeEach(() => start());
afterEach(() => listener.close());
const restart = async (bounds: Partial<PushBounds>): Promise<void> => {
  await listener.close();
  await start(bounds);
};

const message = (type: string, ...numbers: readonly number[]): string =>
  JSON.stringify({
    resourceType: 'Bundle',
    type: 'history',
    entry: [
      {
        resource: {
          resourceType: 'Parameters',
          parameter: [
            { name: 'type', valueCode: type },
            { name: 'events-since-subscription-start', valueString: String(numbers.at(-1) ?? 0) },
            ...numbers.map((n) => ({
              name: 'notification-event',
              part: [
                { name: 'event-number', valueString: String(n) },
                { name: 'focus', valueReference: { reference: `Task/i${n}` } },
              ],
            })),
          ],
        },
      },
      ...numbers.map((n) => ({ resource: { resourceType: 'Task', id: `i${n}` } })),
    ],
  });

const post = async (url: string, body: string): Promise<number> =>
  (await fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/fhir+json' } })).status;

describe('an endpoint', () => {
  test('keeps what comes, with the instant at which it had come', async () => {
    const endpoint = listener.endpoint();
    expect(await post(endpoint.url, message('handshake'))).toBe(200);
    expect(await post(endpoint.url, message('event-notification', 1, 2))).toBe(200);
    const [first, second] = endpoint.messages;
    expect([first?.type, first?.total, first?.events]).toEqual(['handshake', 0, []]);
    expect(second?.events.map((e) => [e.number, e.reference, e.resource?.['id']])).toEqual([
      [1, 'Task/i1', 'i1'],
      [2, 'Task/i2', 'i2'],
    ]);
    expect(second?.received).toBeGreaterThanOrEqual(first?.received ?? Number.NaN);
    expect(second?.events.every((e) => e.received === second.received)).toBe(true);
  });

  test('is followed as events come, by whoever begins at whatever time, to its end', async () => {
    const endpoint = listener.endpoint();
    const follow = async (): Promise<number[]> => {
      const numbers: number[] = [];
      for await (const { number } of endpoint.events()) numbers.push(number);
      return numbers;
    };
    const early = follow();
    await post(endpoint.url, message('event-notification', 1));
    await post(endpoint.url, message('event-notification', 2));
    const late = follow();
    await post(endpoint.url, message('event-notification', 2, 3));
    endpoint.end();
    expect([await early, await late]).toEqual([
      [1, 2, 2, 3],
      [1, 2, 2, 3],
    ]);
    expect(await post(endpoint.url, message('event-notification', 4))).toBe(503);
  });

  test('waits for what is wanted, and says when it did not come', async () => {
    const endpoint = listener.endpoint();
    const has = (n: number) => endpoint.until((all) => all.some(({ events }) => events.some(isNumber(n))), 60_000);
    const waiting = has(1);
    await post(endpoint.url, message('event-notification', 1));
    expect(await waiting).toBe(true);
    expect(await has(1)).toBe(true);
    expect(await endpoint.until(() => false, 1)).toBe(false);
    const never = has(2);
    endpoint.end();
    expect(await never).toBe(false);
  });

  test('is told apart from others, and nobody else is heard', async () => {
    const [one, other] = [listener.endpoint(), listener.endpoint()];
    expect(one.url).not.toBe(other.url);
    await post(one.url, message('handshake'));
    expect([one.messages.length, other.messages.length]).toEqual([1, 0]);
    expect(await post(`${one.url}x`, message('handshake'))).toBe(404);
    expect((await fetch(one.url)).status).toBe(404);
    expect(one.messages).toHaveLength(1);
  });

  test('that is away hears nothing; the sender learns that by a cut connection', async () => {
    const endpoint = listener.endpoint();
    endpoint.isAway = true;
    await expect(post(endpoint.url, message('event-notification', 1))).rejects.toThrow('fetch failed');
    expect(endpoint.messages).toEqual([]);
    endpoint.isAway = false;
    expect(await post(endpoint.url, message('event-notification', 1))).toBe(200);
  });

  test.each(['', 'hello', '{"resourceType":"Task"}'])('keeps %j as what cannot be read', async (body) => {
    const endpoint = listener.endpoint();
    expect(await post(endpoint.url, body)).toBe(200);
    expect(endpoint.messages).toMatchObject([{ type: 'unreadable', events: [] }]);
  });
});

describe('bounds', () => {
  test('of a message', async () => {
    await restart({ maxBodyBytes: 2000 });
    const endpoint = listener.endpoint();
    expect(await post(endpoint.url, 'x'.repeat(2001))).toBe(413);
    expect(endpoint.messages).toEqual([]);
    expect(await post(endpoint.url, message('event-notification', 1))).toBe(200);
  });

  test('of messages', async () => {
    await restart({ mostMessages: 1 });
    const endpoint = listener.endpoint();
    expect(await post(endpoint.url, message('handshake'))).toBe(200);
    expect(await post(endpoint.url, message('event-notification', 1))).toBe(503);
    expect(endpoint.messages.map((m) => m.type)).toEqual(['handshake']);
  });

  test('of memory: of thousands only what they are about is kept', async () => {
    await restart({ keepResources: false });
    const endpoint = listener.endpoint();
    await post(endpoint.url, message('event-notification', 1));
    expect(endpoint.messages[0]?.events).toEqual([{ number: 1, reference: 'Task/i1', received: expect.any(Number) }]);
  });
});

const isNumber =
  (n: number) =>
  ({ number }: PushedEvent): boolean =>
    number === n;
