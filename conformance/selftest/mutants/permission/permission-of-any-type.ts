import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

export const permissionOfAnyType: Mutant = {
  name: 'permission-of-any-type',
  defect: 'who permits one type permits all',
  requirement: 'PRM-02',
  make: () => {
    const willing = new Set<string>();
    return {
      seams: {
        pipeline: (p) => ({
          ...p,
          permissions: {
            ...p.permissions,
            set: (caller, permission, ifMatch) => {
              if (permission.status === 'granted') willing.add(permission.patient.value);
              return p.permissions.set(caller, permission, ifMatch);
            },
          },
        }),
      },
      collaborators: {
        admit: (reading, facts, use) =>
          collaborators.admit(reading, facts, {
            ...use,
            permissionInForce: (permission) => use.permissionInForce(permission) || willing.has(reading.patient.value),
          }),
      },
    };
  },
};
