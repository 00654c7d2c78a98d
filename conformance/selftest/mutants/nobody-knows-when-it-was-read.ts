import type { Mutant } from '../mutant.ts';

export const nobodyKnowsWhenItWasRead: Mutant = {
  name: 'nobody-knows-when-it-was-read',
  defect: 'a message never says that the patient has read it',
  requirement: 'MSG-04',
  seams: {
    pipeline: (real) => ({
      ...real,
      messages: {
        ...real.messages,
        search: async (caller, patient) => {
          const found = await real.messages.search(caller, patient);
          if (!found.ok) return found;
          const value = found.value.map((entry) => {
            const { received: _, ...body } = entry.body;
            return { ...entry, body };
          });
          return { ...found, value };
        },
      },
    }),
  },
};
