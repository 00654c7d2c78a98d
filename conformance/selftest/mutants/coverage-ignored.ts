import type { Mutant } from '../mutant.ts';

export const coverageIgnored: Mutant = {
  name: 'coverage-ignored',
  defect: 'items go to whoever is named, though that person is away and somebody covers',
  requirement: 'ALR-09',
  collaborators: { cover: (named) => named },
};
