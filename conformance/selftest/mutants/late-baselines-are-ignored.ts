import type { Mutant } from '../mutant.ts';

export const lateBaselinesAreIgnored: Mutant = {
  name: 'late-baselines-are-ignored',
  defect: 'a change is measured when the newer reading comes, and never again',
  requirement: 'LIM-15',
  collaborators: { mattersTo: () => false },
};
