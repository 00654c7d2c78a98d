import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

export const storedWithoutAnOrder: Mutant = {
  name: 'stored-without-an-order',
  defect: 'readings are filed of patients for whom nothing was ordered',
  requirement: 'ORD-01',
  collaborators: {
    admit: (reading, facts, use) => {
      const admission = collaborators.admit(reading, facts, use);
      return !admission.ok && admission.refusal.code === 'no-active-order'
        ? { ok: true, value: { kind: 'file', under: [] } }
        : admission;
    },
  },
};
