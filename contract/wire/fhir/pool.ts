import type { Pool } from '../../domain/person.ts';
import type { Outcome } from '../../refusal.ts';
import type { JsonObject } from '../json/lossless.ts';
import { decoding, fail, resourceCursor } from './cursor.ts';
import { readNewKey } from './identifier.ts';
import { demandActiveStatus } from './in-use.ts';
import { head } from './meta.ts';
import { referenceTo, resolveOrFail } from './reference.ts';
import type { IdentifierOf, ReferenceTo, ResourceMeta } from './references.ts';
import { refuseOthers } from './strict.ts';

/** CareTeam whose members share one In Basket. */
export const encodePool = (pool: Pool, ref: ReferenceTo, meta?: ResourceMeta): JsonObject => ({
  resourceType: 'CareTeam',
  ...head(meta),
  identifier: [{ system: pool.identifier.system, value: pool.identifier.value }],
  status: 'active',
  name: pool.name,
  participant: pool.members.map((member) => ({ member: referenceTo(ref, 'PractitionerRole', member) })),
});

/** What a participant may hold. A period would end a membership, and whoever was a member would still look in. */
const PARTICIPANT: readonly string[] = ['role', 'member', 'onBehalfOf'];

/** A member nobody knows is refused as `recipient-unknown`. */
export const decodePool = (resource: JsonObject, identifierOf: IdentifierOf): Outcome<Pool> =>
  decoding(() => {
    const root = resourceCursor(resource, 'CareTeam');
    demandActiveStatus(root);
    const participants = root.get('participant').list();
    for (const participant of participants) refuseOthers(participant, PARTICIPANT);
    if (participants.length === 0) fail('missing-element', 'CareTeam.participant');
    return {
      identifier: readNewKey(root),
      name: root.get('name').text(),
      members: participants.map((p) => resolveOrFail(p.get('member'), identifierOf, 'recipient-unknown')),
    };
  });
