import type { Mutant } from '../mutant.ts';

export const grantsWithoutATracker: Mutant = {
  name: 'grants-without-a-tracker',
  defect: 'a permission is granted though the patient has picked no tracker',
  requirement: 'PRT-01',
  policies: { portal: 'none' },
};
