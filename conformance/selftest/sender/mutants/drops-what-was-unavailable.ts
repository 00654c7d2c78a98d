import type { SenderMutant } from '../sender-mutant.ts';

export const dropsWhatWasUnavailable: SenderMutant = {
  name: 'drops-what-was-unavailable',
  defect: 'gives up what the EHR could not take at once',
  requirement: 'SND-15',
  also: ['SND-01', 'SND-16'],
  make: () => ({ after: (answered) => (answered === 'accepted' ? 'done' : 'aside') }),
};
