import type { Mutant } from '../../mutant.ts';
import { secondNameIsAnother } from '../../seams/second-name-is-another.ts';

export const anErasureByTheSecondNameIsLost: Mutant = {
  name: 'an-erasure-by-the-second-name-is-lost',
  defect: 'an erasure under the second identifier of a measurement is acknowledged, and the reading stands',
  requirement: 'RDG-11',
  check: 'RDG-21',
  also: ['AUD-01', 'ALR-12'],
  make: () => ({ seams: secondNameIsAnother('entered-in-error') }),
};
