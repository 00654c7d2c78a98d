import type { SenderMutant } from '../sender-mutant.ts';

export const forgetsWhatWaited: SenderMutant = {
  name: 'forgets-what-waited',
  defect: 'what waited when it was ended is forgotten, and never taken again',
  requirement: 'SND-24',
  also: ['SND-01', 'SND-15', 'SND-16'],
  shows: 'after-a-fault',
  make: () => ({
    storage: (storage) => ({
      ...storage,
      load: () => {
        const text = storage.load();
        return text === undefined ? undefined : JSON.stringify({ ...(JSON.parse(text) as object), entries: [] });
      },
    }),
  }),
};
