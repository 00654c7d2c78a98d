import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

export const poolsDoNotCover: Mutant = {
  name: 'pools-do-not-cover',
  defect: 'where a pool stands in for who is away the item stays with the person who is away',
  requirement: 'ALR-09',
  collaborators: {
    cover: (named, atMs, absencesOf) => {
      const who = collaborators.cover(named, atMs, absencesOf);
      return who.system.includes('pool') ? named : who;
    },
  },
};
