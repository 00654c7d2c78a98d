import type { SenderMutant } from '../sender-mutant.ts';

export const correctsAnother: SenderMutant = {
  name: 'corrects-another',
  defect: 'over FHIR a correction goes to the address of another measurement',
  requirement: 'SND-12',
  also: ['SND-01', 'SND-22'],
  make: () => ({
    write: (write) => (write.method === 'PUT' ? { ...write, path: `${write.path ?? ''}-another` } : write),
  }),
};
