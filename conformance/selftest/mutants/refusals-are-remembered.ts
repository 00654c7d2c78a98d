import { keyOf } from '../../../contract/domain/index.ts';
import type { Outcome } from '../../../contract/refusal.ts';
import { collaborators } from '../../../reference-impl/collaborators.ts';
import type { Mutant } from '../mutant.ts';

export const refusalsAreRemembered: Mutant = {
  name: 'refusals-are-remembered',
  defect: 'what was refused once is refused for ever',
  requirement: 'RDG-27',
  make: () => {
    const refused = new Map<string, Outcome<never>>();
    return {
      collaborators: {
        admit: (reading, facts, use) => {
          const key = keyOf(reading.identifier);
          const admission = refused.get(key) ?? collaborators.admit(reading, facts, use);
          if (!admission.ok) refused.set(key, admission);
          return admission;
        },
      },
    };
  },
};
