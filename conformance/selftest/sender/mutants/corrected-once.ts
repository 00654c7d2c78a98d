import { RIGHT } from '../../../../simulator/phone/sender/collaborators.ts';
import type { SenderMutant } from '../sender-mutant.ts';

export const correctedOnce: SenderMutant = {
  name: 'corrected-once',
  defect: 'the second correction of a measurement is told to nobody',
  requirement: 'SND-12',
  also: ['SND-01'],
  make: () => ({ isOld: (known, version) => version > 2 || RIGHT.isOld(known, version) }),
};
