import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

export const storedForAnotherMeasure: Mutant = {
  name: 'stored-for-another-measure',
  defect: 'an order for weight lets glucose in as well',
  requirement: 'ORD-09',
  collaborators: {
    admit: (reading, facts, use) => {
      const admission = collaborators.admit(reading, facts, use);
      return !admission.ok && admission.refusal.code === 'no-active-order'
        ? { ok: true, value: { kind: 'file', under: [] } }
        : admission;
    },
  },
};
