import { RIGHT } from '../../../../simulator/phone/sender/collaborators.ts';
import type { SenderMutant } from '../sender-mutant.ts';

export const offTheScaleIsNothing: SenderMutant = {
  name: 'off-the-scale-is-nothing',
  defect: 'what is beyond the scale is thrown away',
  requirement: 'SND-19',
  also: ['SND-01'],
  make: () => ({ isBlood: (reading) => RIGHT.isBlood(reading) && reading.result.kind !== 'off-scale' }),
};
