import type { Mutant } from '../../mutant.ts';

export const lastToActWins: Mutant = {
  name: 'last-to-act-wins',
  defect: 'an item is acted on at a version that somebody else has replaced since',
  requirement: 'FHR-05',
  seams: {
    pipeline: (real) => ({
      ...real,
      inbox: { ...real.inbox, act: (caller, item, what) => real.inbox.act(caller, item, what) },
    }),
  },
};
