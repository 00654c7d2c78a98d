import { actorOf } from '../../../../reference-impl/people/access.ts';
import type { Mutant } from '../../mutant.ts';
import { mapped } from '../../seams/between.ts';

export const eachMemberForItself: Mutant = {
  name: 'each-member-for-itself',
  defect: 'an item of a pool looks new to each member who has not acted on it, whatever another one did',
  requirement: 'ALR-20',
  seams: {
    pipeline: (real) => ({
      ...real,
      inbox: {
        ...real.inbox,
        search: (caller, query) => {
          const found = real.inbox.search(caller, query);
          if (caller.role !== 'clinician') return found;
          return mapped(found, (entries) =>
            entries.map((entry) =>
              !entry.body.recipient.system.includes('pool') ||
              entry.body.history.some(({ actor }) => actor === actorOf(caller))
                ? entry
                : { ...entry, body: { ...entry.body, status: 'new', history: entry.body.history.slice(0, 1) } },
            ),
          );
        },
      },
    }),
  },
};
