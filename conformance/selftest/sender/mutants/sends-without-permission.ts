import type { SenderMutant } from '../sender-mutant.ts';

export const sendsWithoutPermission: SenderMutant = {
  name: 'sends-without-permission',
  defect: 'never asks for the permission',
  requirement: 'SND-09',
  also: ['SND-01', 'SND-10', 'SND-11'],
  make: () => ({ mayLeave: () => true }),
};
