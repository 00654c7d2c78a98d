import { keyOf } from '../../../contract/domain/index.ts';
import type { Mutant } from '../mutant.ts';

export const withdrawnForGood: Mutant = {
  name: 'withdrawn-for-good',
  defect: 'who has withdrawn a permission once cannot give it again',
  requirement: 'PRM-07',
  make: () => {
    const withdrawn = new Set<string>();
    return {
      collaborators: {
        permissionInForce: (permission) => {
          if (permission === undefined) return false;
          const key = keyOf(permission.identifier);
          if (permission.status === 'withdrawn') withdrawn.add(key);
          return permission.status === 'granted' && !withdrawn.has(key);
        },
      },
    };
  },
};
