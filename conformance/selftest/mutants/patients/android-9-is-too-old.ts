import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

export const android9IsTooOld: Mutant = {
  name: 'android-9-is-too-old',
  defect: 'a phone with Android 9 is told to be too old',
  requirement: 'PRT-02',
  collaborators: {
    eligibilityOf: (devices) =>
      devices.some(({ platform }) => platform?.os === 'android' && platform.version === '9')
        ? { eligible: false, reason: 'os-too-old' }
        : collaborators.eligibilityOf(devices),
  },
};
