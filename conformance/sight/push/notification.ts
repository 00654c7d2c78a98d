import { isObject, type Json, JsonNumber, type JsonObject } from '../../../contract/wire/json/lossless.ts';

/** One event that a notification tells of. */
export interface NotifiedEvent {
  /** Counted from 1 in its subscription. */
  readonly number: number;
  /** What it is about, relative to the base of the server: `Task/i2`. Absent where no content was asked for. */
  readonly reference?: string;
  /** The resource itself, where the notification has it. */
  readonly resource?: JsonObject;
}

/** A message of a subscription. Source: Subscriptions R5 Backport 1.1 for R4, SubscriptionStatus as Parameters. */
export interface Notification {
  /** `handshake`, `heartbeat`, `event-notification`, `query-status`, `query-event`, or whatever else is there. */
  readonly type: string;
  /** As the server writes it: `Subscription/s1`. */
  readonly subscription?: string;
  readonly status?: string;
  /** How many events there have been, this message included. */
  readonly total?: number;
  /** In the order in which they stand. */
  readonly events: readonly NotifiedEvent[];
}

const textOf = (value: Json | undefined): string | undefined => (typeof value === 'string' ? value : undefined);
const listOf = (value: Json | undefined): readonly JsonObject[] =>
  Array.isArray(value) ? (value as readonly Json[]).filter(isObject) : [];

/** 1.1 writes numbers as texts, because R4 has no integer64; earlier versions have numbers. */
const numberOf = (parameter: JsonObject | undefined): number | undefined => {
  const value = parameter?.['valueString'] ?? parameter?.['valueUnsignedInt'] ?? parameter?.['valueInteger'];
  const text = value instanceof JsonNumber ? value.text : textOf(value);
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
};

const referenceIn = (parameter: JsonObject | undefined): string | undefined => {
  const value = parameter?.['valueReference'];
  return isObject(value) ? textOf(value['reference']) : undefined;
};

/** Type and id at the end of a reference, whatever base and version it was written with. */
const relative = (reference: string): string => {
  const [, found] = /([A-Za-z]+\/[A-Za-z0-9.-]{1,64})(?:\/_history\/[^/]+)?$/.exec(reference) ?? [];
  return found ?? reference;
};

const named = (parameters: readonly JsonObject[], name: string): JsonObject | undefined =>
  parameters.find((p) => p['name'] === name);

/**
 * Resources of the entries, by what they are called. One item may be told of twice in a message, as it was each time: the
 * entries stand in the order of the events.
 */
const resourcesBy = (entries: readonly JsonObject[]): Map<string, JsonObject[]> => {
  const found = new Map<string, JsonObject[]>();
  for (const { resource } of entries) {
    if (!isObject(resource)) continue;
    const key = `${textOf(resource['resourceType']) ?? ''}/${textOf(resource['id']) ?? ''}`;
    found.set(key, [...(found.get(key) ?? []), resource]);
  }
  return found;
};

const eventOf = (parameter: JsonObject, resources: Map<string, JsonObject[]>): NotifiedEvent | undefined => {
  const parts = listOf(parameter['part']);
  const number = numberOf(named(parts, 'event-number'));
  if (number === undefined) return undefined;
  const focus = referenceIn(named(parts, 'focus'));
  const reference = focus === undefined ? undefined : relative(focus);
  const resource = reference === undefined ? undefined : resources.get(reference)?.shift();
  return {
    number,
    ...(reference === undefined ? {} : { reference }),
    ...(resource === undefined ? {} : { resource }),
  };
};

/** Reads a notification, or the answer of `$status` and `$events`. Undefined: it is none, or one of its events has no number. */
export const readNotification = (json: Json | undefined): Notification | undefined => {
  if (!isObject(json) || json['resourceType'] !== 'Bundle') return undefined;
  const [first, ...rest] = listOf(json['entry']);
  const state = first?.['resource'];
  if (!isObject(state) || state['resourceType'] !== 'Parameters') return undefined;
  const parameters = listOf(state['parameter']);
  const type = textOf(named(parameters, 'type')?.['valueCode']);
  const resources = resourcesBy(rest);
  const events = parameters
    .filter((p) => p['name'] === 'notification-event')
    .map((parameter) => eventOf(parameter, resources));
  const readable = events.filter((event) => event !== undefined);
  if (type === undefined || readable.length < events.length) return undefined;
  const subscription = referenceIn(named(parameters, 'subscription'));
  const status = textOf(named(parameters, 'status')?.['valueCode']);
  const total = numberOf(named(parameters, 'events-since-subscription-start'));
  return {
    type,
    ...(subscription === undefined ? {} : { subscription }),
    ...(status === undefined ? {} : { status }),
    ...(total === undefined ? {} : { total }),
    events: readable,
  };
};
