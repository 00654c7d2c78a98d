import { RIGHT } from '../../../../simulator/phone/sender/collaborators.ts';
import type { SenderMutant } from '../sender-mutant.ts';

export const keepsOnlyTheNewest: SenderMutant = {
  name: 'keeps-only-the-newest',
  defect: 'while nothing can leave only the newest measurement is kept',
  requirement: 'SND-15',
  also: ['SND-01', 'SND-16'],
  shows: 'after-a-fault',
  make: () => {
    let newest = '';
    return {
      nameOf: (reading) => (newest = RIGHT.nameOf(reading)),
      mayLeave: (reading, granted) => RIGHT.mayLeave(reading, granted) && reading.identifier.value === newest,
    };
  },
};
