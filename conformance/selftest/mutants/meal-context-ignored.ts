import { collaborators } from '../../../reference-impl/collaborators.ts';
import type { Mutant } from '../mutant.ts';

export const mealContextIgnored: Mutant = {
  name: 'meal-context-ignored',
  defect: 'the general limits are applied whatever the meal context',
  requirement: 'LIM-10',
  collaborators: { limitsFor: (limits) => collaborators.limitsFor(limits, {}) },
};
