import type { InboxItem } from '../../../contract/domain/index.ts';
import type { Mutant } from '../mutant.ts';

const unexplained = (item: InboxItem): InboxItem => {
  const { withdrawal: _, ...rest } = item;
  return rest;
};

export const withdrawalsWithoutAReason: Mutant = {
  name: 'withdrawals-without-a-reason',
  defect: 'an item that was withdrawn does not say why',
  requirement: 'ALR-23',
  seams: {
    pipeline: (real) => ({
      ...real,
      inbox: {
        ...real.inbox,
        search: (caller, query) => {
          const found = real.inbox.search(caller, query);
          return found.ok
            ? {
                ...found,
                value: {
                  ...found.value,
                  entries: found.value.entries.map((entry) => ({ ...entry, body: unexplained(entry.body) })),
                },
              }
            : found;
        },
      },
    }),
  },
};
