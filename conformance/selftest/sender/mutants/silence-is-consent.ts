import { RIGHT } from '../../../../simulator/phone/sender/collaborators.ts';
import type { SenderMutant } from '../sender-mutant.ts';

export const silenceIsConsent: SenderMutant = {
  name: 'silence-is-consent',
  defect: 'a measurement that was answered by nothing counts as sent',
  requirement: 'SND-16',
  shows: 'after-a-fault',
  make: () => ({ after: (answered) => (answered === 'none' ? 'done' : RIGHT.after(answered)) }),
};
