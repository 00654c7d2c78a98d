import type { Mutant } from '../mutant.ts';

export const withdrawalIgnored: Mutant = {
  name: 'withdrawal-ignored',
  defect: 'a permission once given is never taken back',
  requirement: 'PRM-03',
  collaborators: { permissionInForce: (permission) => permission !== undefined },
};
