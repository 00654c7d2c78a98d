import type { Catalogue } from '../../contract/requirements/load.ts';
import type { Requirement, Role } from '../../contract/requirements/requirement.ts';

/** What a certificate is of. */
export interface Claimed {
  readonly role: Role;
  /** Scopes of a receiver; a sender is certified as a whole. */
  readonly scope: readonly string[];
}

/** Every requirement that a certificate of this role and scope rests on, in the order of the catalogue. */
export const requirementsOf = (catalogue: Catalogue, { role, scope }: Claimed): readonly Requirement[] =>
  catalogue.ofRole(role).filter((r) => role === 'sender' || scope.includes(r.scope));
