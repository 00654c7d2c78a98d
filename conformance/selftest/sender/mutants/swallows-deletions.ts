import type { SenderMutant } from '../sender-mutant.ts';

export const swallowsDeletions: SenderMutant = {
  name: 'swallows-deletions',
  defect: 'keeps a deletion to itself',
  requirement: 'SND-13',
  make: () => ({ isDeletion: () => false }),
};
