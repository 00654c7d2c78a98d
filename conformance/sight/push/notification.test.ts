import { describe, expect, test } from 'vitest';
import { type JsonObject, parseLossless } from '../../../contract/wire/json/lossless.ts';
import { readNotification } from './notification.ts';

/** As a server of Subscriptions R5 Backport 1.1 sends it, written by hand. */
const bundle = (parameters: readonly object[], resources: readonly object[] = []): JsonObject =>
  parseLossless(
    JSON.stringify({
      resourceType: 'Bundle',
      type: 'history',
      entry: [
        { resource: { resourceType: 'Parameters', parameter: parameters } },
        ...resources.map((resource) => ({ resource })),
      ],
    }),
  ) as JsonObject;
const type = (valueCode: string) => ({ name: 'type', valueCode });
const event = (number: object, reference?: string) => ({
  name: 'notification-event',
  part: [
    { name: 'event-number', ...number },
    ...(reference === undefined ? [] : [{ name: 'focus', valueReference: { reference } }]),
  ],
});
const task = (id: string, versionId: string) => ({ resourceType: 'Task', id, meta: { versionId } });

describe('a notification', () => {
  test('says what it is, of which subscription, and how many events there were', () =>
    expect(
      readNotification(
        bundle([
          { name: 'subscription', valueReference: { reference: 'Subscription/s1' } },
          { name: 'status', valueCode: 'requested' },
          type('handshake'),
          { name: 'events-since-subscription-start', valueString: '0' },
        ]),
      ),
    ).toEqual({ type: 'handshake', subscription: 'Subscription/s1', status: 'requested', total: 0, events: [] }));

  test.each([
    ['a text', { valueString: '17' }],
    ['a whole number', { valueInteger: 17 }],
    ['an unsigned one', { valueUnsignedInt: 17 }],
  ])('has numbers that are %s', (_, number) =>
    expect(readNotification(bundle([type('event-notification'), event(number, 'Task/i2')]))).toEqual({
      type: 'event-notification',
      events: [{ number: 17, reference: 'Task/i2' }],
    }),
  );

  test.each([
    ['Task/i2', 'Task/i2'],
    ['http://127.0.0.1:8080/fhir/Task/i2', 'Task/i2'],
    ['https://ehr.example/r4/Task/i2/_history/3', 'Task/i2'],
    ['urn:uuid:7f3a', 'urn:uuid:7f3a'],
  ])('is about %s, whatever base it is written with', (written, reference) =>
    expect(
      readNotification(bundle([type('event-notification'), event({ valueString: '1' }, written)]))?.events,
    ).toEqual([{ number: 1, reference }]),
  );

  test('has each item as it was at its event, where one is told of twice', () => {
    const read = readNotification(
      bundle(
        [
          type('event-notification'),
          event({ valueString: '1' }, 'Task/a'),
          event({ valueString: '2' }, 'Task/b'),
          event({ valueString: '3' }, 'Task/a'),
        ],
        [task('a', '1'), task('b', '1'), task('a', '2')],
      ),
    );
    expect(read?.events.map(({ number, resource }) => [number, resource?.['id'], resource?.['meta']])).toEqual([
      [1, 'a', { versionId: '1' }],
      [2, 'b', { versionId: '1' }],
      [3, 'a', { versionId: '2' }],
    ]);
  });

  test('without content names nothing', () =>
    expect(readNotification(bundle([type('event-notification'), event({ valueString: '4' })]))?.events).toEqual([
      { number: 4 },
    ]));

  test.each([
    ['a text', 'hello'],
    ['another resource', { resourceType: 'Task' }],
    ['a bundle without entries', { resourceType: 'Bundle', type: 'history' }],
    ['a bundle that begins with an item', { resourceType: 'Bundle', entry: [{ resource: task('a', '1') }] }],
    ['a status without its type', bundle([])],
    ['an event whose number is none', bundle([type('event-notification'), event({ valueString: 'one' })])],
    ['an event whose number is negative', bundle([type('event-notification'), event({ valueInteger: -1 })])],
    ['an event without a number', bundle([type('event-notification'), { name: 'notification-event', part: [] }])],
  ])('is not %s', (_, json) => expect(readNotification(parseLossless(JSON.stringify(json)))).toBeUndefined());
});
