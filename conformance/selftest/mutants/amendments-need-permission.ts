import { refuse } from '../../../contract/refusal.ts';
import { collaborators } from '../../../reference-impl/collaborators.ts';
import type { Mutant } from '../mutant.ts';

export const amendmentsNeedPermission: Mutant = {
  name: 'amendments-need-permission',
  defect: 'a filed reading can be corrected and erased only while its permission is in force',
  requirement: 'PRM-09',
  collaborators: {
    admit: (reading, facts, use) => {
      const admission = collaborators.admit(reading, facts, use);
      const amends = admission.ok && ['correction', 'erasure'].includes(admission.value.kind);
      return amends && !use.permissionInForce(facts.permission) ? refuse('no-permission') : admission;
    },
  },
};
