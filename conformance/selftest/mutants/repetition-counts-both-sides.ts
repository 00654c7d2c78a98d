import type { Order } from '../../../contract/domain/index.ts';
import { collaborators } from '../../../reference-impl/collaborators.ts';
import type { Mutant } from '../mutant.ts';

export const repetitionCountsBothSides: Mutant = {
  name: 'repetition-counts-both-sides',
  defect: 'where readings are told of when they repeat, a low one is counted with the high ones',
  requirement: 'LIM-08',
  collaborators: {
    evaluateLimits: (reading, order, use) => {
      const found = collaborators.evaluateLimits(reading, order, use);
      const isRepeated = (order as Order).rules.some((rule) => rule.kind === 'repeated');
      return found?.interpretation === 'L' && isRepeated ? { ...found, interpretation: 'H' } : found;
    },
  },
};
