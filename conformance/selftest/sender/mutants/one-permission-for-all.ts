import type { SenderMutant } from '../sender-mutant.ts';

export const onePermissionForAll: SenderMutant = {
  name: 'one-permission-for-all',
  defect: 'takes the permission for one kind of data for all',
  requirement: 'SND-10',
  also: ['SND-09'],
  make: () => ({ mayLeave: (_reading, granted) => granted.size > 0 }),
};
