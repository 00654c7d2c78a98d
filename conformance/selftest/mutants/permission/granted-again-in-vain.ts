import type { Mutant } from '../../mutant.ts';

export const grantedAgainInVain: Mutant = {
  name: 'granted-again-in-vain',
  defect: 'a permission that is granted again after a withdrawal is not noticed',
  requirement: 'PRM-07',
  make: () => {
    const withdrawn = new Set<string>();
    return {
      seams: {
        pipeline: (p) => ({
          ...p,
          permissions: {
            ...p.permissions,
            set: (caller, permission, ifMatch) => {
              if (permission.status === 'withdrawn') withdrawn.add(permission.patient.value);
              return p.permissions.set(caller, permission, ifMatch);
            },
          },
        }),
      },
      collaborators: {
        permissionInForce: (permission) => permission?.status === 'granted' && !withdrawn.has(permission.patient.value),
      },
    };
  },
};
