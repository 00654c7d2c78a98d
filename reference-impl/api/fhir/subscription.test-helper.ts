import { JsonNumber, type JsonObject } from '../../../contract/wire/json/lossless.ts';

const BACKPORT = 'http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition';

/** The Subscription of bindings, for one endpoint: written by hand, so that no encoder checks itself. */
export const subscriptionTo = (endpoint: string, over: JsonObject = {}, channel: JsonObject = {}): JsonObject => ({
  resourceType: 'Subscription',
  meta: { profile: [`${BACKPORT}/backport-subscription`] },
  status: 'requested',
  reason: 'vitalproof run 7f3a',
  criteria: 'https://vitalproof.example/fhir/SubscriptionTopic/inbox-item',
  channel: {
    type: 'rest-hook',
    endpoint,
    payload: 'application/fhir+json',
    _payload: { extension: [{ url: `${BACKPORT}/backport-payload-content`, valueCode: 'full-resource' }] },
    header: ['Authorization: Bearer n0nce'],
    ...channel,
  },
  ...over,
});

/** The extension that holds one filter. */
export const filteredBy = (...filters: readonly string[]): JsonObject => ({
  _criteria: {
    extension: filters.map((valueString) => ({ url: `${BACKPORT}/backport-filter-criteria`, valueString })),
  },
});

export const contentOf = (valueCode: string): JsonObject => ({
  _payload: { extension: [{ url: `${BACKPORT}/backport-payload-content`, valueCode }] },
});

export const heartbeatEvery = (seconds: string, name = 'valueUnsignedInt'): JsonObject => ({
  extension: [{ url: `${BACKPORT}/backport-heartbeat-period`, [name]: new JsonNumber(seconds) }],
});
