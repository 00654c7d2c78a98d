import { findMeasureCode } from '../../../../contract/codes/measures.ts';
import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

export const weightLetInAsWell: Mutant = {
  name: 'weight-let-in-as-well',
  defect: 'an order for glucose lets weight in as well',
  requirement: 'ORD-09',
  collaborators: {
    admit: (reading, facts, use) => {
      const admission = collaborators.admit(reading, facts, use);
      return !admission.ok &&
        admission.refusal.code === 'no-active-order' &&
        findMeasureCode(reading.code)?.measure === 'weight'
        ? { ok: true, value: { kind: 'file', under: [] } }
        : admission;
    },
  },
};
