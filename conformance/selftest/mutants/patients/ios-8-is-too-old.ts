import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

export const ios8IsTooOld: Mutant = {
  name: 'ios-8-is-too-old',
  defect: 'an iPhone with iOS 8.0 is told to be too old',
  requirement: 'PRT-02',
  collaborators: {
    eligibilityOf: (devices) =>
      devices.some(({ platform }) => platform?.os === 'ios' && platform.version.startsWith('8'))
        ? { eligible: false, reason: 'os-too-old' }
        : collaborators.eligibilityOf(devices),
  },
};
