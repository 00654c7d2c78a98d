import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

export const holdStopsEscalation: Mutant = {
  name: 'hold-stops-escalation',
  defect: 'once an order is put on hold, nobody else is told of a critical value that nobody has seen',
  requirement: 'ALR-18',
  shows: 'in-time',
  make: () => {
    let isStopped = false;
    return {
      seams: {
        pipeline: (p) => ({
          ...p,
          orders: {
            ...p.orders,
            change: (caller, order, ifMatch) => {
              isStopped ||= order.status === 'on-hold';
              return p.orders.change(caller, order, ifMatch);
            },
          },
        }),
      },
      collaborators: { goesOn: (chain) => !isStopped && collaborators.goesOn(chain) },
    };
  },
};
