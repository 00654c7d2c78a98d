import { keyOf } from '../../../contract/domain/index.ts';
import type { Mutant } from '../mutant.ts';

export const poolMembersMayNotAct: Mutant = {
  name: 'pool-members-may-not-act',
  defect: 'an item of a pool can be finished by none of its members',
  requirement: 'ALR-20',
  also: ['ALR-04'],
  collaborators: { mayAct: (owner, person) => person !== undefined && keyOf(owner) === keyOf(person) },
};
