import { collaborators } from '../../../../reference-impl/collaborators.ts';
import { omit } from '../../seams/omit.ts';
import type { Mutant } from '../../mutant.ts';

export const countsOfTheMeterIgnored: Mutant = {
  name: 'counts-of-the-meter-ignored',
  defect: 'two measurements of one second and value are taken for one, though the meter counts them apart',
  requirement: 'RDG-01',
  check: 'RDG-18',
  also: ['LIM-01', 'ALR-01', 'HL7-08'],
  collaborators: {
    sameMeasurement: (a, b) => collaborators.sameMeasurement(a, omit(b, 'sequenceNumber')),
  },
};
