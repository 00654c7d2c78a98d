import type { SenderMutant } from '../sender-mutant.ts';

export const readingsAmongPeople: SenderMutant = {
  name: 'readings-among-people',
  defect: 'over HL7 v2 readings go in a message of another kind',
  requirement: 'SND-22',
  also: ['SND-01'],
  make: () => ({ message: (message) => message.replace('ORU^R01^ORU_R01', 'ADT^A08^ADT_A01') }),
};
