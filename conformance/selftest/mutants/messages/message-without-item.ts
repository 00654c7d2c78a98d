import type { Identifier } from '../../../../contract/domain/index.ts';
import type { Mutant } from '../../mutant.ts';

export const messageWithoutItem: Mutant = {
  name: 'message-without-item',
  defect: 'a reply is linked to the item of another patient',
  requirement: 'MSG-01',
  make: () => {
    let first: Identifier | undefined;
    return {
      seams: {
        pipeline: (p) => ({
          ...p,
          inbox: {
            ...p.inbox,
            search: (caller, query) => {
              const found = p.inbox.search(caller, query);
              if (found.ok) first ??= found.value.entries[0]?.body.identifier;
              return found;
            },
          },
          messages: {
            ...p.messages,
            search: async (caller, patient) => {
              const found = await p.messages.search(caller, patient);
              if (!found.ok) return found;
              return {
                ok: true,
                value: found.value.map((entry) => ({
                  ...entry,
                  body: { ...entry.body, about: first ?? entry.body.about },
                })),
              };
            },
          },
        }),
      },
    };
  },
};
