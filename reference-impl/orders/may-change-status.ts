import type { OrderStatus } from '../../contract/domain/order.ts';

const NEXT: Readonly<Record<OrderStatus, readonly OrderStatus[]>> = {
  draft: ['draft', 'active', 'entered-in-error'],
  active: ['active', 'on-hold', 'completed', 'revoked', 'entered-in-error'],
  'on-hold': ['on-hold', 'active', 'completed', 'revoked', 'entered-in-error'],
  completed: ['entered-in-error'],
  revoked: ['entered-in-error'],
  'entered-in-error': [],
};

/** Whether an order may go from one status to another. `from` undefined: whether a new one may begin so. */
export const mayChangeStatus = (from: OrderStatus | undefined, to: OrderStatus): boolean =>
  from === undefined ? to === 'draft' || to === 'active' : NEXT[from].includes(to);
