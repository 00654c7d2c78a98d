import { RIGHT } from '../../../../simulator/phone/sender/collaborators.ts';
import type { SenderMutant } from '../sender-mutant.ts';

export const numbersCountForEver: SenderMutant = {
  name: 'numbers-count-for-ever',
  defect: 'a record whose number came before is passed over, though the memory was reset in between',
  requirement: 'SND-03',
  also: ['SND-01'],
  make: () => {
    const first = new Map<string, string>();
    return {
      isOrdered: (reading, enrolment) => {
        const { device, sequenceNumber, effective } = reading;
        if (sequenceNumber === undefined) return RIGHT.isOrdered(reading, enrolment);
        const number = `${device?.value ?? ''} ${sequenceNumber}`;
        const known = first.get(number) ?? effective;
        first.set(number, known);
        return known === effective && RIGHT.isOrdered(reading, enrolment);
      },
    };
  },
};
