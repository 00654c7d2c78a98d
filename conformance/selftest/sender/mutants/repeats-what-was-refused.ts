import type { SenderMutant } from '../sender-mutant.ts';

export const repeatsWhatWasRefused: SenderMutant = {
  name: 'repeats-what-was-refused',
  defect: 'tries a refused reading again for ever',
  requirement: 'SND-17',
  also: ['SND-01', 'SND-09'],
  make: () => ({ after: (answered) => (answered === 'accepted' ? 'done' : 'again') }),
};
