import { type Identifier, keyOf } from '../../contract/domain/identifier.ts';

/** Whether a person may act for an In Basket: it is their own, or a pool they are a member of. */
export const mayAct = (
  owner: Identifier,
  person: Identifier | undefined,
  membersOf: (pool: Identifier) => readonly Identifier[],
): boolean => {
  if (person === undefined) return false;
  const key = keyOf(person);
  return keyOf(owner) === key || membersOf(owner).some((member) => keyOf(member) === key);
};
