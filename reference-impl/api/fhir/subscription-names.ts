import { CANONICAL_BASE } from '../../../contract/codes/canonical.ts';

const BACKPORT = 'http://hl7.org/fhir/uv/subscriptions-backport';
const structure = (name: string): string => `${BACKPORT}/StructureDefinition/${name}`;

/** Whether an extension is of Subscriptions R5 Backport: what it says is meant for who delivers. */
export const isOfBackport = (url: unknown): boolean => typeof url === 'string' && url.startsWith(structure(''));

/** The one topic: an In Basket item was created or changed. */
export const TOPIC = `${CANONICAL_BASE}/SubscriptionTopic/inbox-item`;

/** Canonicals of Subscriptions R5 Backport 1.1. */
export const BACKPORT_PROFILE = {
  subscription: structure('backport-subscription'),
  notification: structure('backport-subscription-notification-r4'),
  status: structure('backport-subscription-status-r4'),
} as const;

export const BACKPORT_EXTENSION = {
  filter: structure('backport-filter-criteria'),
  content: structure('backport-payload-content'),
  heartbeat: structure('backport-heartbeat-period'),
  timeout: structure('backport-timeout'),
  maxCount: structure('backport-max-count'),
} as const;

/** The only media type that notifications are sent in. */
export const PAYLOAD = 'application/fhir+json';
