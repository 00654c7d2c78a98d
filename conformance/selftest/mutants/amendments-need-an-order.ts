import { refuse } from '../../../contract/refusal.ts';

import { msOf } from '../../../reference-impl/clock/instant.ts';
import { collaborators } from '../../../reference-impl/collaborators.ts';
import type { Mutant } from '../mutant.ts';

export const amendmentsNeedAnOrder: Mutant = {
  name: 'amendments-need-an-order',
  defect: 'a filed reading can be corrected and erased only while its order goes on',
  requirement: 'PRM-09',
  collaborators: {
    admit: (reading, facts, use) => {
      const admission = collaborators.admit(reading, facts, use);
      const amends = admission.ok && ['correction', 'erasure'].includes(admission.value.kind);
      const goesOn = facts.orders.some((history) => {
        const standing = use.standingAt(history, msOf(reading.effective), facts.nowMs, use);
        return standing.kind === 'active' && !standing.ended;
      });
      return amends && !goesOn ? refuse('no-active-order') : admission;
    },
  },
};
