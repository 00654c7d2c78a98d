import { accept, type Outcome } from '../../../contract/refusal.ts';
import type { JsonObject } from '../../../contract/wire/json/lossless.ts';
import { compact } from '../../../contract/wire/json/compact.ts';
import type { Stored, Written } from '../../pipeline.ts';
import type { Subscription, WantedSubscription } from '../../subscriptions/subscription.ts';
import type { Context, Reply, Route } from './route.ts';
import { notificationBundle, type Place, statusBundle } from './subscription-bundle.ts';
import { decodeSubscription } from './subscription-decode.ts';
import { encodeSubscription } from './subscription-encode.ts';
import { decoded, stop } from './surface-refusal.ts';

const MAX_DIGITS = 15;

const replyWith = (stored: Stored<Subscription>, status = 200): Reply => ({
  status,
  resource: () => encodeSubscription(stored),
  etag: `W/"${stored.version}"`,
  lastModified: stored.lastUpdated,
});

const written = ({ links }: Context, outcome: Outcome<Written<Subscription>>): Outcome<Reply> => {
  if (!outcome.ok) return outcome;
  const { stored, effect } = outcome.value;
  return accept({
    ...replyWith(stored, effect === 'created' ? 201 : 200),
    location: `${links.base}/Subscription/${stored.id}/_history/${stored.version}`,
  });
};

/** An event number of a query: R4 sends it as a text of digits. */
const numberOf = ({ query }: Context, name: string): number | undefined => {
  const text = query.get(name);
  if (text === undefined) return undefined;
  return /^\d+$/.test(text) && text.length <= MAX_DIGITS
    ? Number(text)
    : stop('unsupported-parameter', `http.${name}`, `${name}: expected an event number`);
};

/** A bundle of notifications, with references of this server. */
const shown = async ({ links, pipeline }: Context, bundle: (place: Place) => JsonObject): Promise<Outcome<Reply>> => {
  const at = await pipeline.clock.now();
  return accept({
    status: 200,
    resource: () => links.resolve(({ ref }) => bundle({ base: links.base, ref, at })),
  });
};

const wantedBy = async ({ links, body }: Context): Promise<WantedSubscription> =>
  decoded(await links.resolve(({ identifierOf }) => decodeSubscription(body, identifierOf)));

const create = async (context: Context): Promise<Outcome<Reply>> => {
  const wanted = await wantedBy(context);
  return written(context, await context.pipeline.subscriptions.create(context.caller, wanted));
};

const update = async (context: Context): Promise<Outcome<Reply>> => {
  const { body, id, pipeline, caller, ifMatch } = context;
  if (body['id'] !== undefined && body['id'] !== id) stop('bad-value', 'Subscription.id', 'not the id of the path');
  const wanted = await wantedBy(context);
  return written(context, await pipeline.subscriptions.change(caller, id, wanted, ifMatch));
};

const remove = async ({ pipeline, caller, id, ifMatch }: Context): Promise<Outcome<Reply>> => {
  const outcome = await pipeline.subscriptions.remove(caller, id, ifMatch);
  return outcome.ok ? accept({ status: 204 }) : outcome;
};

const read = async ({ pipeline, caller, id }: Context): Promise<Outcome<Reply>> => {
  const found = await pipeline.subscriptions.read(caller, id);
  return found.ok ? accept(replyWith(found.value)) : found;
};

const status = async (context: Context): Promise<Outcome<Reply>> => {
  const found = await context.pipeline.subscriptions.status(context.caller, context.id);
  if (!found.ok) return found;
  const { stored, last } = found.value;
  const told = { kind: 'query-status' as const, id: stored.id, subscription: stored.body, last, events: [] };
  return shown(context, (place) => statusBundle(told, place));
};

const events = async (context: Context): Promise<Outcome<Reply>> => {
  const range = compact({
    since: numberOf(context, 'eventsSinceNumber'),
    until: numberOf(context, 'eventsUntilNumber'),
  });
  const found = await context.pipeline.subscriptions.events(context.caller, context.id, range);
  if (!found.ok) return found;
  const { stored, last, events: missed } = found.value;
  const told = { kind: 'query-event' as const, id: stored.id, subscription: stored.body, last, events: missed };
  return shown(context, (place) => notificationBundle(told, place));
};

const COMMON = { roles: ['ehr', 'clinician'], subject: 'subscription' } as const;

/** Subscriptions to In Basket items. Source: Subscriptions R5 Backport 1.1, on R4. */
export const SUBSCRIPTIONS: readonly Route[] = [
  { ...COMMON, name: 'Subscription.create', method: 'POST', path: '/Subscription', handle: create },
  { ...COMMON, name: 'Subscription.read', method: 'GET', path: '/Subscription/:id', handle: read },
  { ...COMMON, name: 'Subscription.update', method: 'PUT', path: '/Subscription/:id', handle: update },
  { ...COMMON, name: 'Subscription.delete', method: 'DELETE', path: '/Subscription/:id', handle: remove },
  { ...COMMON, name: 'Subscription.$status', method: 'GET', path: '/Subscription/:id/$status', handle: status },
  {
    ...COMMON,
    name: 'Subscription.$events',
    method: 'GET',
    path: '/Subscription/:id/$events',
    parameters: [
      { name: 'eventsSinceNumber', type: 'special' },
      { name: 'eventsUntilNumber', type: 'special' },
    ],
    handle: events,
  },
];
