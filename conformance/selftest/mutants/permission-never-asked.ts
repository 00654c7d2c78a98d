import type { Mutant } from '../mutant.ts';

export const permissionNeverAsked: Mutant = {
  name: 'permission-never-asked',
  defect: 'readings are filed without any permission',
  requirement: 'PRM-01',
  collaborators: { permissionInForce: () => true },
};
