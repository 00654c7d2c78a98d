import type { Mutant } from '../../mutant.ts';

export const loginsCanBeReplayed: Mutant = {
  name: 'logins-can-be-replayed',
  defect: 'a client assertion that was used before gets another token',
  requirement: 'SEC-03',
  seams: {
    pipeline: (p) => ({ ...p, assertions: { ...p.assertions, takeUp: async () => ({ ok: true, value: true }) } }),
  },
};
