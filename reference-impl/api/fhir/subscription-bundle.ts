import { createHash } from 'node:crypto';
import type { ReferenceTo } from '../../../contract/wire/fhir/references.ts';
import { encodeItem } from '../../../contract/wire/fhir/task.ts';
import { compact } from '../../../contract/wire/json/compact.ts';
import type { JsonObject } from '../../../contract/wire/json/lossless.ts';
import type { Notification, Subscription, SubscriptionEvent } from '../../subscriptions/subscription.ts';
import { BACKPORT_PROFILE, TOPIC } from './subscription-names.ts';

/** What a status tells: of which subscription, in which message, how far it has come, which events are in it. */
export interface Told {
  readonly kind: Notification['kind'] | 'query-status' | 'query-event';
  readonly id: string;
  readonly subscription: Subscription;
  readonly last: number;
  readonly events: readonly SubscriptionEvent[];
}

/** Where it is told: the base of the server, how its references are written, and when (an instant). */
export interface Place {
  readonly base: string;
  readonly ref: ReferenceTo;
  readonly at: string;
}

/** A UUID of the message's own content, so that none needs chance. Source: RFC 9562, version 8. */
const uuidOf = (text: string): string => {
  const hex = createHash('sha256').update(text).digest('hex');
  const variant = '89ab'.charAt(Number.parseInt(hex.charAt(16), 16) % 4);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
};

/** An id would be content where the client asked for none. */
const eventPart = ({ number, at, itemId }: SubscriptionEvent, { content }: Subscription): JsonObject => ({
  name: 'notification-event',
  part: [
    { name: 'event-number', valueString: String(number) },
    { name: 'timestamp', valueInstant: at },
    ...(content === 'empty' ? [] : [{ name: 'focus', valueReference: { reference: `Task/${itemId}` } }]),
  ],
});

/** Status of a subscription as the Parameters that R4 has in the place of a SubscriptionStatus. Numbers are texts: R4 has no integer64. */
const statusOf = ({ kind, id, subscription, last, events }: Told, own: string): JsonObject => ({
  resourceType: 'Parameters',
  // R4 wants an id of whatever is found by a search.
  id: own,
  meta: { profile: [BACKPORT_PROFILE.status] },
  parameter: [
    { name: 'subscription', valueReference: { reference: `Subscription/${id}` } },
    { name: 'topic', valueCanonical: TOPIC },
    { name: 'status', valueCode: subscription.status },
    { name: 'type', valueCode: kind },
    { name: 'events-since-subscription-start', valueString: String(last) },
    ...events.map((event) => eventPart(event, subscription)),
    ...(subscription.error === undefined
      ? []
      : [{ name: 'error', valueCodeableConcept: { text: subscription.error } }]),
  ],
});

const itemEntry = (event: SubscriptionEvent, { content }: Subscription, { base, ref }: Place): JsonObject => {
  const { itemId, version, at, item } = event;
  const created = version === 1;
  return compact({
    fullUrl: `${base}/Task/${itemId}`,
    resource: content === 'full-resource' ? encodeItem(item, ref, { id: itemId, version, lastUpdated: at }) : undefined,
    request: { method: created ? 'POST' : 'PUT', url: created ? 'Task' : `Task/${itemId}` },
    response: { status: created ? '201' : '200' },
  });
};

const statusEntry = (told: Told, { base, at }: Place): JsonObject => {
  const { kind, id, last } = told;
  const own = uuidOf([base, id, kind, last, at].join(' '));
  return { fullUrl: `urn:uuid:${own}`, resource: statusOf(told, own) };
};

/** A notification, and the answer of `$events`: a history that begins with the status. */
export const notificationBundle = (told: Told, place: Place): JsonObject => ({
  resourceType: 'Bundle',
  meta: { profile: [BACKPORT_PROFILE.notification] },
  type: 'history',
  timestamp: place.at,
  entry: [
    {
      ...statusEntry(told, place),
      request: { method: 'GET', url: `Subscription/${told.id}/$status` },
      response: { status: '200' },
    },
    ...(told.subscription.content === 'empty'
      ? []
      : told.events.map((event) => itemEntry(event, told.subscription, place))),
  ],
});

/** The answer of `$status`: a searchset with the status of the one subscription. */
export const statusBundle = (told: Told, place: Place): JsonObject => ({
  resourceType: 'Bundle',
  type: 'searchset',
  timestamp: place.at,
  link: [{ relation: 'self', url: `${place.base}/Subscription/${told.id}/$status` }],
  entry: [{ ...statusEntry(told, place), search: { mode: 'match' } }],
});
