import { fhirTime } from '../../../contract/wire/fhir/instant.ts';
import { compact } from '../../../contract/wire/json/compact.ts';
import { JsonNumber, type JsonObject } from '../../../contract/wire/json/lossless.ts';
import type { Stored } from '../../pipeline.ts';
import type { Subscription } from '../../subscriptions/subscription.ts';
import { BACKPORT_EXTENSION, BACKPORT_PROFILE, PAYLOAD, TOPIC } from './subscription-names.ts';

const whole = (url: string, name: string, value: number | undefined): readonly JsonObject[] =>
  value === undefined ? [] : [{ url, [name]: new JsonNumber(String(value)) }];

/** A subscription as its maker sees it: without `channel.header`, which may be secret. */
export const encodeSubscription = ({ id, version, lastUpdated, body }: Stored<Subscription>): JsonObject => {
  const { filters, heartbeatS, timeoutS, maxCount } = body;
  const channel = [
    ...whole(BACKPORT_EXTENSION.heartbeat, 'valueUnsignedInt', heartbeatS),
    ...whole(BACKPORT_EXTENSION.timeout, 'valueUnsignedInt', timeoutS),
    ...whole(BACKPORT_EXTENSION.maxCount, 'valuePositiveInt', maxCount),
  ];
  return compact({
    resourceType: 'Subscription',
    id,
    meta: { versionId: String(version), lastUpdated, profile: [BACKPORT_PROFILE.subscription] },
    status: body.status,
    end: fhirTime(body.end),
    reason: body.reason,
    criteria: TOPIC,
    _criteria:
      filters.length === 0
        ? undefined
        : { extension: filters.map((text) => ({ url: BACKPORT_EXTENSION.filter, valueString: text })) },
    error: body.error,
    channel: compact({
      extension: channel.length === 0 ? undefined : channel,
      type: 'rest-hook',
      endpoint: body.endpoint,
      payload: PAYLOAD,
      _payload: { extension: [{ url: BACKPORT_EXTENSION.content, valueCode: body.content }] },
    }),
  });
};
