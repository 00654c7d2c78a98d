import type { SenderMutant } from '../sender-mutant.ts';

export const orderWithoutAnEnd: SenderMutant = {
  name: 'order-without-an-end',
  defect: 'what is measured when the order is over is sent as well',
  requirement: 'SND-25',
  make: () => ({
    isOrdered: ({ measure, effective }, { measures, start }) =>
      measures.includes(measure) && Date.parse(effective) >= Date.parse(start),
  }),
};
