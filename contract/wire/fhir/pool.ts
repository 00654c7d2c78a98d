import type { Pool } from '../../domain/person.ts';
import type { Outcome } from '../../refusal.ts';
import type { JsonObject } from '../json/lossless.ts';
import { decoding, fail, resourceCursor } from './cursor.ts';
import { refuseUnknownModifiers } from './extension.ts';
import { readNewKey } from './identifier.ts';
import { refusePeriod, refuseUnlessInForce } from './in-force.ts';
import { head } from './meta.ts';
import { referenceTo, resolveOrFail } from './reference.ts';
import type { IdentifierOf, ReferenceTo, ResourceMeta } from './references.ts';
import { refuseOthers } from './strict.ts';

/** Members of R4's CareTeam (hl7.org/fhir/R4, 4.0.1), and of a participant: another is misspelt, and was meant. */
const R4_MEMBERS =
  `resourceType meta implicitRules language text contained identifier status category name subject encounter period
  participant reasonCode reasonReference managingOrganization telecom note`.split(/\s+/);
const PARTICIPANT = ['role', 'member', 'onBehalfOf', 'period'];

/** CareTeam whose members share one In Basket. */
export const encodePool = (pool: Pool, ref: ReferenceTo, meta?: ResourceMeta): JsonObject => ({
  resourceType: 'CareTeam',
  ...head(meta),
  identifier: [{ system: pool.identifier.system, value: pool.identifier.value }],
  status: 'active',
  name: pool.name,
  participant: pool.members.map((member) => ({ member: referenceTo(ref, 'PractitionerRole', member) })),
});

/** A member nobody knows is refused as `recipient-unknown`; one, or a pool, that does not hold for ever as `field-not-understood`. */
export const decodePool = (resource: JsonObject, identifierOf: IdentifierOf): Outcome<Pool> =>
  decoding(() => {
    const root = resourceCursor(resource, 'CareTeam');
    refuseUnknownModifiers(root, {});
    refuseOthers(root, R4_MEMBERS);
    refuseUnlessInForce(root);
    const participants = root.get('participant').list();
    if (participants.length === 0) fail('missing-element', 'CareTeam.participant');
    for (const participant of participants) {
      refuseOthers(participant, PARTICIPANT);
      refusePeriod(participant);
    }
    return {
      identifier: readNewKey(root),
      name: root.get('name').text(),
      members: participants.map((p) => resolveOrFail(p.get('member'), identifierOf, 'recipient-unknown')),
    };
  });
