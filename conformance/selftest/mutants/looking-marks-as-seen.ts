import type { Mutant } from '../mutant.ts';

export const lookingMarksAsSeen: Mutant = {
  name: 'looking-marks-as-seen',
  defect: 'whatever a clinician finds in the In Basket counts as seen',
  requirement: 'ALR-15',
  seams: {
    pipeline: (real) => ({
      ...real,
      inbox: {
        ...real.inbox,
        search: (caller, query) => {
          const found = real.inbox.search(caller, query);
          if (found.ok && caller.role === 'clinician')
            for (const { id, body } of found.value.entries)
              if (body.status === 'new') void real.inbox.act(caller, { id }, 'seen');
          return found;
        },
      },
    }),
  },
};
