import type { Mutant } from '../mutant.ts';

export const anybodyMayAct: Mutant = {
  name: 'anybody-may-act',
  defect: 'any clinician may mark any item as seen, not only those in whose In Basket it lies',
  requirement: 'ALR-07',
  collaborators: { mayAct: (_owner, person) => person !== undefined },
};
