import type { Mutant } from '../../mutant.ts';

export const changeSinceEver: Mutant = {
  name: 'change-since-ever',
  defect: 'a gain is counted from any earlier weight, however old',
  requirement: 'LIM-06',
  collaborators: { inWindow: (earlier, at) => earlier.effectiveMs < at.effectiveMs },
};
