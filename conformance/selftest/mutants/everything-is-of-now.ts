import type { Mutant } from '../mutant.ts';

const BY_TIME: ReadonlySet<string> = new Set(['missing', 'escalation', 'summary']);

export const everythingIsOfNow: Mutant = {
  name: 'everything-is-of-now',
  defect: 'what fell due on the way is dated to where the clock came to rest',
  requirement: 'CLK-02',
  seams: {
    pipeline: (real) => ({
      ...real,
      inbox: {
        ...real.inbox,
        search: (caller, query) => {
          const found = real.inbox.search(caller, query);
          if (!found.ok) return found;
          const entries = found.value.entries.map((entry) =>
            BY_TIME.has(entry.body.rule ?? '')
              ? { ...entry, body: { ...entry.body, created: real.clock.now(entry.body.patient) } }
              : entry,
          );
          return { ...found, value: { ...found.value, entries } };
        },
      },
    }),
  },
};
