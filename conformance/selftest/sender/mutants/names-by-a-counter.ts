import type { SenderMutant } from '../sender-mutant.ts';

export const namesByACounter: SenderMutant = {
  name: 'names-by-a-counter',
  defect: 'gives each sending a number instead of the measurement a name',
  requirement: 'SND-02',
  also: ['SND-01', 'SND-16'],
  make: () => {
    const count = { next: 0 };
    return { nameOf: () => `n${(count.next += 1)}` };
  },
};
