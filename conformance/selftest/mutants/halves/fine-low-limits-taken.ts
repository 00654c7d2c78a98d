import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

const whole = (bound: string): string => bound.replace(/\..*/, '');

export const fineLowLimitsTaken: Mutant = {
  name: 'fine-low-limits-taken',
  defect: 'an order whose low limit has more decimals than a converted value keeps is taken',
  requirement: 'ORD-13',
  collaborators: {
    checkLimits: (order) =>
      collaborators.checkLimits({
        ...order,
        limits: order.limits.map(({ low, ...rest }) => ({
          ...rest,
          ...(low === undefined ? {} : { low: whole(low) }),
        })),
      }),
  },
};
