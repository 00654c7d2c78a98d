import type { Mutant } from '../mutant.ts';

export const suitcaseOnTheScale: Mutant = {
  name: 'suitcase-on-the-scale',
  defect: 'a value outside the absolute range is taken for a measurement of the patient',
  requirement: 'LIM-11',
  collaborators: { implausible: () => undefined },
};
