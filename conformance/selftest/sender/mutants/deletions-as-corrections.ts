import type { SenderMutant } from '../sender-mutant.ts';

export const deletionsAsCorrections: SenderMutant = {
  name: 'deletions-as-corrections',
  defect: 'what was deleted arrives as a correction',
  requirement: 'SND-13',
  also: ['SND-12'],
  make: () => ({
    outgoing: (reading) => (reading.status === 'entered-in-error' ? { ...reading, status: 'corrected' } : reading),
  }),
};
