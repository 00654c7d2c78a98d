import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

const whole = (bound: string): string => bound.replace(/\..*/, '');

export const fineCriticalLimitsTaken: Mutant = {
  name: 'fine-critical-limits-taken',
  defect: 'an order whose critical limit has more decimals than a converted value keeps is taken',
  requirement: 'ORD-13',
  collaborators: {
    checkLimits: (order) =>
      collaborators.checkLimits({
        ...order,
        limits: order.limits.map(({ high, ...rest }) => ({
          ...rest,
          ...(high === undefined ? {} : { high: rest.tier === 'critical' ? whole(high) : high }),
        })),
      }),
  },
};
