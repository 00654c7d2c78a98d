import type { Mutant } from '../../mutant.ts';

export const futureTaken: Mutant = {
  name: 'future-taken',
  defect: 'readings of the future are taken',
  requirement: 'RDG-13',
  collaborators: { isFuture: () => false },
};
