import { collaborators } from '../../../reference-impl/collaborators.ts';
import type { Mutant } from '../mutant.ts';

export const originalOverwritesCorrection: Mutant = {
  name: 'original-overwrites-correction',
  defect: 'an original that comes after its correction takes its place',
  requirement: 'RDG-24',
  also: ['RDG-01', 'LIM-01', 'ALR-02'],
  collaborators: {
    identify: (reading, filed, use) =>
      filed.known?.latest.status === 'corrected' && reading.status === 'final'
        ? { kind: 'correction' }
        : collaborators.identify(reading, filed, use),
  },
};
