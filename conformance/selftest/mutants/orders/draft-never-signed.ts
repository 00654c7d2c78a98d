import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

export const draftNeverSigned: Mutant = {
  name: 'draft-never-signed',
  defect: 'a draft cannot be signed',
  requirement: 'ORD-05',
  check: 'ORD-04',
  collaborators: {
    mayChangeStatus: (from, to) => !(from === 'draft' && to === 'active') && collaborators.mayChangeStatus(from, to),
  },
};
