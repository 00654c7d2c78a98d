import { CANONICAL_BASE } from '../../../contract/codes/canonical.ts';
import { JsonNumber, type JsonObject } from '../../../contract/wire/json/lossless.ts';

const STRUCTURE = 'http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition';

/** What a subscriber asks for. */
export interface Wanted {
  /** Where it is told. */
  readonly endpoint: string;
  readonly content: 'full-resource' | 'id-only' | 'empty';
  /** Reference of the one patient it is about; unsaid: every item that whoever subscribes may see. */
  readonly patient?: string;
  /** Events in one message, where many are waiting; unsaid: as the system has it. */
  readonly most?: number;
}

/** A subscription to In Basket items. Source: docs/bindings/fhir.md, 5.12; Subscriptions R5 Backport 1.1. */
export const itemSubscription = ({ endpoint, content, patient, most }: Wanted): JsonObject => ({
  resourceType: 'Subscription',
  meta: { profile: [`${STRUCTURE}/backport-subscription`] },
  status: 'requested',
  reason: 'vitalproof: what comes into the In Basket',
  criteria: `${CANONICAL_BASE}/SubscriptionTopic/inbox-item`,
  ...(patient === undefined
    ? {}
    : {
        _criteria: {
          extension: [{ url: `${STRUCTURE}/backport-filter-criteria`, valueString: `Task?patient=${patient}` }],
        },
      }),
  channel: {
    type: 'rest-hook',
    endpoint,
    ...(most === undefined
      ? {}
      : { extension: [{ url: `${STRUCTURE}/backport-max-count`, valuePositiveInt: new JsonNumber(String(most)) }] }),
    payload: 'application/fhir+json',
    _payload: { extension: [{ url: `${STRUCTURE}/backport-payload-content`, valueCode: content }] },
  },
});
