import { codeSystem, structureDefinition } from '../../codes/canonical.ts';
import type { Identifier } from '../../domain/identifier.ts';
import { type Eligibility, EligibilityReason } from '../../domain/tracker.ts';
import type { Outcome } from '../../refusal.ts';
import type { Json, JsonObject } from '../json/lossless.ts';
import { coding } from './concept.ts';
import { decoding, fail, resourceCursor } from './cursor.ts';
import { referenceTo } from './reference.ts';
import type { ReferenceTo } from './references.ts';

export const PHONE_ELIGIBILITY = structureDefinition('phone-eligibility');
const REASON_SYSTEM = codeSystem('eligibility-reason');

/** Answer of `$monitoring-eligibility`; `phone`: the one that decided. */
export const encodeEligibility = (
  { eligible, reason, phone }: Eligibility & { readonly phone?: Identifier },
  ref: ReferenceTo,
): JsonObject => ({
  resourceType: 'Parameters',
  parameter: [
    { name: 'eligible', valueBoolean: eligible },
    ...(reason === undefined ? [] : [{ name: 'reason', valueCoding: coding(REASON_SYSTEM, reason) }]),
    ...(phone === undefined ? [] : [{ name: 'phone', valueReference: referenceTo(ref, 'Device', phone) }]),
  ],
});

export const decodeEligibility = (resource: JsonObject): Outcome<Eligibility> =>
  decoding(() => {
    const root = resourceCursor(resource, 'Parameters');
    const part = (name: string) =>
      root
        .get('parameter')
        .list()
        .find((p) => p.get('name').value === name);
    const eligible = part('eligible') ?? fail('missing-element', "Parameters.parameter('eligible')");
    const reason = part('reason')?.get('valueCoding').get('code').oneOf(EligibilityReason.options);
    return { eligible: eligible.get('valueBoolean').boolean(), ...(reason === undefined ? {} : { reason }) };
  });

/** What a clinician who orders is told of the patient's phone. */
const codeOf = ({ eligible, reason }: Eligibility): string => {
  if (eligible) return 'eligible';
  return reason === 'unknown-platform' ? 'unknown' : 'not-eligible';
};

/** An order as it is answered to who ordered it: with whether the patient's phone can serve. */
export const withPhoneEligibility = (order: JsonObject, eligibility: Eligibility): JsonObject => ({
  ...order,
  extension: [
    ...((order['extension'] ?? []) as readonly Json[]),
    { url: PHONE_ELIGIBILITY, valueCode: codeOf(eligibility) },
  ],
});
