import type { Mutant } from '../../mutant.ts';

export const changeRulesIgnored: Mutant = {
  name: 'change-rules-ignored',
  defect: 'rules about a change are taken and never followed',
  requirement: 'LIM-06',
  collaborators: { evaluateChange: () => [] },
};
