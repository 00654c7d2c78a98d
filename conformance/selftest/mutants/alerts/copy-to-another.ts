import { DEFAULT_PEOPLE } from '../../../sut/people.ts';
import type { Identifier } from '../../../../contract/domain/index.ts';
import { twice } from '../../seams/twice.ts';
import type { Mutant } from '../../mutant.ts';

const OTHER: Identifier = DEFAULT_PEOPLE.decoys[0] ?? { system: '', value: '' };

export const copyToAnother: Mutant = {
  name: 'copy-to-another',
  defect: 'another clinician gets a copy of every item',
  requirement: 'ALR-04',
  also: ['ALR-01', 'ALR-03', 'ALR-02'],
  seams: {
    pipeline: (p) => ({ ...p, inbox: twice(p.inbox, () => true, { recipient: OTHER }) }),
  },
};
