import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

export const phoneVersionsComparedAsText: Mutant = {
  name: 'phone-versions-compared-as-text',
  defect: 'a phone with Android 14 is told to be older than Android 9',
  requirement: 'PRT-02',
  collaborators: {
    eligibilityOf: (devices) =>
      devices.some(({ platform }) => platform?.os === 'android' && platform.version < '9')
        ? { eligible: false, reason: 'os-too-old' }
        : collaborators.eligibilityOf(devices),
  },
};
