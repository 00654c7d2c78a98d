import { type Identifier, keyOf } from '../../domain/identifier.ts';
import type { IdentifierOf, ReferenceTo } from './references.ts';

/** References that exist as soon as they are asked for, and resolve back. A pool is told by its system. */
export const registry = (): { ref: ReferenceTo; identifierOf: IdentifierOf } => {
  const byKey = new Map<string, string>();
  const byReference = new Map<string, Identifier>();
  return {
    ref: (asked, identifier) => {
      const recipient = identifier.system.includes('pool') ? 'CareTeam' : 'PractitionerRole';
      const type = asked === 'Recipient' ? recipient : asked;
      const key = `${type} ${keyOf(identifier)}`;
      const reference = byKey.get(key) ?? `${type}/x${byKey.size + 1}`;
      byKey.set(key, reference);
      byReference.set(reference, identifier);
      return reference;
    },
    identifierOf: (reference) => byReference.get(reference),
  };
};
