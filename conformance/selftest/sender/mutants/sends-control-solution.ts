import type { SenderMutant } from '../sender-mutant.ts';

export const sendsControlSolution: SenderMutant = {
  name: 'sends-control-solution',
  defect: "sends the meter's test liquid",
  requirement: 'SND-14',
  make: () => ({ isBlood: () => true }),
};
