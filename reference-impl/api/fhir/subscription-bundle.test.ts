import { describe, expect, test } from 'vitest';
import type { InboxItem } from '../../../contract/domain/inbox-item.ts';
import { decodeItem } from '../../../contract/wire/fhir/task.ts';
import * as example from '../../../contract/wire/fhir/example-values.ts';
import { registry } from '../../../contract/wire/fhir/registry.test-helper.ts';
import { complaints } from '../../../contract/wire/fhir/validate.test-helper.ts';
import type { JsonObject } from '../../../contract/wire/json/lossless.ts';
import { must } from '../../world.test-helper.ts';
import { subscriptionOf } from '../../subscriptions/courier.test-helper.ts';
import { parametersOf } from '../../subscriptions/endpoint.test-helper.ts';
import type { Subscription, SubscriptionEvent } from '../../subscriptions/subscription.ts';
import { notificationBundle, statusBundle, type Told } from './subscription-bundle.ts';

const { ref, identifierOf } = registry();
const AT = '2026-03-03T13:05:12.500Z';
const place = { base: 'http://127.0.0.1:8080/fhir', ref, at: AT };
const item: InboxItem = {
  identifier: { system: 'https://vitalproof.example/fhir/sid/item', value: 'i2' },
  version: 1,
  kind: 'critical',
  status: 'new',
  patient: example.patient.identifier,
  order: example.glucoseOrder.identifier,
  recipient: example.clinician.identifier,
  interpretation: ['HH'],
  reading: example.reading.identifier,
  priority: 'stat',
  created: '2026-03-03T13:05:12.400Z',
  history: [{ status: 'new', at: '2026-03-03T13:05:12.400Z', actor: 'system' }],
};
const event = (number: number, version = 1): SubscriptionEvent => ({
  number,
  at: '2026-03-03T13:05:12.400Z',
  itemId: 'i2',
  version,
  item: { ...item, version },
});
const told = (over: Partial<Told> = {}, subscription: Partial<Subscription> = {}): Told => ({
  kind: 'event-notification',
  id: 's1',
  subscription: subscriptionOf({ status: 'active', ...subscription }),
  last: 17,
  events: [event(17)],
  ...over,
});
const entries = (bundle: JsonObject) => bundle['entry'] as readonly JsonObject[];
const parameters = (bundle: JsonObject) =>
  parametersOf(bundle).map(({ name, ...rest }) => [name, Object.values(rest)[0]] as const);

describe('a notification', () => {
  test('is a history that begins with the status, and is as bindings has it', () => {
    const bundle = notificationBundle(told(), place);
    expect(bundle).toMatchObject({
      resourceType: 'Bundle',
      type: 'history',
      timestamp: AT,
      meta: {
        profile: [
          'http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/backport-subscription-notification-r4',
        ],
      },
    });
    expect(parameters(bundle)).toEqual([
      ['subscription', { reference: 'Subscription/s1' }],
      ['topic', 'https://vitalproof.example/fhir/SubscriptionTopic/inbox-item'],
      ['status', 'active'],
      ['type', 'event-notification'],
      ['events-since-subscription-start', '17'],
      [
        'notification-event',
        [
          { name: 'event-number', valueString: '17' },
          { name: 'timestamp', valueInstant: '2026-03-03T13:05:12.400Z' },
          { name: 'focus', valueReference: { reference: 'Task/i2' } },
        ],
      ],
    ]);
    const [status, task] = entries(bundle);
    expect(status).toMatchObject({
      request: { method: 'GET', url: 'Subscription/s1/$status' },
      response: { status: '200' },
    });
    expect(task).toMatchObject({ fullUrl: 'http://127.0.0.1:8080/fhir/Task/i2', response: { status: '201' } });
    expect(must(decodeItem(task?.['resource'] as JsonObject, identifierOf))).toEqual(item);
  });

  test('tells a create from an update', () => {
    const requests = entries(notificationBundle(told({ events: [event(1), event(2, 2)] }), place)).map(
      (e) => e['request'],
    );
    expect(requests.slice(1)).toEqual([
      { method: 'POST', url: 'Task' },
      { method: 'PUT', url: 'Task/i2' },
    ]);
  });

  test('shows ids alone, or not even these, where no more was asked for', () => {
    const ids = notificationBundle(told({}, { content: 'id-only' }), place);
    expect(
      entries(ids)
        .map((e) => e['fullUrl'])
        .slice(1),
    ).toEqual(['http://127.0.0.1:8080/fhir/Task/i2']);
    expect(entries(ids)[1]?.['resource']).toBeUndefined();
    const empty = notificationBundle(told({}, { content: 'empty' }), place);
    expect(entries(empty)).toHaveLength(1);
    expect(JSON.stringify(empty)).not.toContain('i2');
    expect(JSON.stringify(empty)).toContain('"17"');
  });

  test('names why there is an error', () => {
    const bundle = notificationBundle(
      told({ kind: 'heartbeat', events: [] }, { status: 'error', error: 'gone' }),
      place,
    );
    expect(parameters(bundle).slice(2)).toEqual([
      ['status', 'error'],
      ['type', 'heartbeat'],
      ['events-since-subscription-start', '17'],
      ['error', { text: 'gone' }],
    ]);
  });

  test('never holds a header', () => {
    expect(JSON.stringify(notificationBundle(told(), place))).not.toContain('secret');
  });
});

test('every bundle is valid R4', () => {
  for (const content of ['empty', 'id-only', 'full-resource'] as const) {
    for (const kind of ['handshake', 'heartbeat', 'event-notification', 'query-event'] as const) {
      const events = kind === 'handshake' || kind === 'heartbeat' ? [] : [event(1), event(2, 2)];
      expect(complaints(notificationBundle(told({ kind, events }, { content }), place))).toEqual([]);
    }
    expect(complaints(statusBundle(told({ kind: 'query-status', events: [] }, { content }), place))).toEqual([]);
  }
});

test('a status on its own is a searchset of one', () => {
  const bundle = statusBundle(told({ kind: 'query-status', events: [] }), place);
  expect(bundle).toMatchObject({ type: 'searchset', entry: [{ search: { mode: 'match' } }] });
  const [entry = {}] = entries(bundle);
  // What is found by a search has an id.
  expect(entry['fullUrl']).toBe(`urn:uuid:${String((entry['resource'] as JsonObject)['id'])}`);
  expect(parameters(bundle)[3]).toEqual(['type', 'query-status']);
});

test('a UUID of version 8 names each message, and another one another', () => {
  const urlOf = (over: Partial<Told>, at = AT) =>
    entries(notificationBundle(told(over), { ...place, at }))[0]?.['fullUrl'];
  const urls = [
    urlOf({}),
    urlOf({ id: 's2' }),
    urlOf({ last: 18 }),
    urlOf({ kind: 'query-event' }),
    urlOf({}, '2026-03-03T13:05:13.000Z'),
  ];
  expect(new Set(urls).size).toBe(5);
  expect(urlOf({})).toBe(urls[0]);
  for (const url of urls)
    expect(url).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
