import { collaborators } from '../../../reference-impl/collaborators.ts';
import type { Mutant } from '../mutant.ts';

export const deletedComesBack: Mutant = {
  name: 'deleted-comes-back',
  defect: 'a reading that was deleted before it came is filed when it comes',
  requirement: 'RDG-23',
  also: ['ALR-02'],
  collaborators: {
    identify: (reading, filed, use) =>
      filed.known?.isErased === true && reading.status === 'final'
        ? { kind: 'correction' }
        : collaborators.identify(reading, filed, use),
  },
};
