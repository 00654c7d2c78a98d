import type { Message } from '../../../../contract/domain/index.ts';
import type { Stored } from '../../../../reference-impl/pipeline.ts';
import type { Mutant } from '../../mutant.ts';

export const messageToEverybody: Mutant = {
  name: 'message-to-everybody',
  defect: 'every patient sees every reply',
  requirement: 'MSG-02',
  also: ['MSG-01'],
  make: () => {
    const all = new Map<string, Stored<Message>>();
    return {
      seams: {
        pipeline: (p) => ({
          ...p,
          messages: {
            ...p.messages,
            send: async (caller, message) => {
              const sent = await p.messages.send(caller, message);
              if (sent.ok) all.set(sent.value.stored.id, sent.value.stored);
              return sent;
            },
            search: async (caller, patient) => {
              const found = await p.messages.search(caller, patient);
              return found.ok ? { ok: true, value: [...all.values()] } : found;
            },
          },
        }),
      },
    };
  },
};
