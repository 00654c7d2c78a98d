import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

export const anyGatewayForAnybody: Mutant = {
  name: 'any-gateway-for-anybody',
  defect: 'a gateway files for whomever it names',
  requirement: 'PRM-05',
  collaborators: {
    mayReach: (caller, patient) => caller.role === 'gateway' || collaborators.mayReach(caller, patient),
  },
};
