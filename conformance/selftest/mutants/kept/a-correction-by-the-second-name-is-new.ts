import type { Mutant } from '../../mutant.ts';
import { secondNameIsAnother } from '../../seams/second-name-is-another.ts';

export const aCorrectionByTheSecondNameIsNew: Mutant = {
  name: 'a-correction-by-the-second-name-is-new',
  defect: 'a correction under the second identifier of a measurement is filed as another reading',
  requirement: 'RDG-10',
  check: 'RDG-21',
  also: ['AUD-01', 'RDG-01', 'RDG-11', 'LIM-01', 'ALR-01', 'ALR-02', 'ALR-12'],
  make: () => ({ seams: secondNameIsAnother('corrected') }),
};
