import type { Mutant } from '../../mutant.ts';

export const permissionKeptAtHand: Mutant = {
  name: 'permission-kept-at-hand',
  defect: 'a permission is asked for once and kept at hand; that it was withdrawn is not noticed',
  requirement: 'PRM-03',
  shows: 'in-time',
  make: () => {
    const granted = new Set<string>();
    return {
      collaborators: {
        permissionInForce: (permission) => {
          const key = `${permission?.patient.value} ${permission?.measure}`;
          if (permission?.status === 'granted') granted.add(key);
          return granted.has(key);
        },
      },
    };
  },
};
