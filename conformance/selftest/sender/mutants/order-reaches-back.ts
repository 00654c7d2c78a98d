import type { SenderMutant } from '../sender-mutant.ts';

export const orderReachesBack: SenderMutant = {
  name: 'order-reaches-back',
  defect: 'what was measured before the order began is sent as well',
  requirement: 'SND-25',
  make: () => ({
    isOrdered: ({ measure, effective }, { measures, end }) =>
      measures.includes(measure) && Date.parse(effective) < Date.parse(end),
  }),
};
