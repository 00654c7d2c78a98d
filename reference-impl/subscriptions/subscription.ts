import type { InboxItem } from '../../contract/domain/inbox-item.ts';
import type { Identifier } from '../../contract/domain/identifier.ts';

/** One condition on an item: the parameter's value is one of these. Owner and patient by key, kind by code; no value fits none. */
export interface Criterion {
  readonly parameter: 'owner' | 'patient' | 'code';
  readonly anyOf: readonly string[];
}

/** How much of an item a notification carries. Source: Subscriptions R5 Backport 1.1, payload types. */
export const CONTENTS = ['empty', 'id-only', 'full-resource'] as const;
type Content = (typeof CONTENTS)[number];

/** Events for items of one client's choice, pushed to its endpoint over HTTP. */
export interface Wish {
  readonly reason: string;
  /** An instant; without one, as late as a subscription may end. */
  readonly end?: string;
  /** All must hold. */
  readonly criteria: readonly Criterion[];
  /** The criteria as the client wrote them, to be shown back. */
  readonly filters: readonly string[];
  readonly endpoint: string;
  readonly content: Content;
  /** Longest silence, in seconds. */
  readonly heartbeatS?: number;
  /** How long an answer may take, in seconds; never longer than the server waits anyway. */
  readonly timeoutS?: number;
  /** Most events in one notification; one where nothing is said. */
  readonly maxCount?: number;
}

/** What a client sends. `headers` are secrets, `Name: value` each; unsaid: those that are kept stay, for the same endpoint. */
export interface WantedSubscription extends Wish {
  readonly status: 'requested' | 'active' | 'off';
  readonly headers?: readonly string[];
}

/** Who made a subscription: the hospital's system, or a clinician. */
export interface Maker {
  readonly role: 'ehr' | 'clinician';
  readonly subject?: Identifier;
  readonly client: string;
}

/** As it is kept and shown: never with its headers. */
export interface Subscription extends Wish {
  readonly status: 'requested' | 'active' | 'error' | 'off';
  readonly end: string;
  /** Why it is in error or off by the server's doing. */
  readonly error?: string;
  /** Who made it, and so whose sight its events are held to. */
  readonly by: Maker;
}

/** One create or update of one item, as it was then. `at`: the item's stamp, an instant. */
export interface SubscriptionEvent {
  /** From 1, without a gap, in each subscription. */
  readonly number: number;
  readonly at: string;
  readonly itemId: string;
  readonly version: number;
  readonly item: InboxItem;
}

/** How far a subscription has come. */
export interface Progress {
  /** Whether it ever was active: from then on events count. */
  readonly started: boolean;
  /** Events since its start. */
  readonly last: number;
  /** The number up to which the endpoint has taken them. */
  readonly delivered: number;
}

/** Event numbers, both inclusive; unsaid: from the oldest that is kept, to the newest. */
export interface EventRange {
  readonly since?: number;
  readonly until?: number;
}

/** One message to an endpoint. Every notification tells how far the subscription has come. */
export interface Notification {
  readonly kind: 'handshake' | 'heartbeat' | 'event-notification';
  readonly id: string;
  readonly subscription: Subscription;
  readonly headers: readonly string[];
  readonly last: number;
  readonly events: readonly SubscriptionEvent[];
}

/** Sends one message; undefined once it was taken (2xx), else why not, for people and without secrets. Never rejects. */
export type Deliver = (notification: Notification, signal: AbortSignal) => Promise<string | undefined>;
