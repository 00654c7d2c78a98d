import { keyOf, type Order } from '../../../contract/domain/index.ts';
import type { OpOf } from '../record/patient-record.ts';
import type { Span } from '../time/span.ts';
import type { Moment } from './moment.ts';

export type OrderOp = OpOf<'order.submit' | 'order.change'>;

/** One version of an order as the SUT took it. */
export interface OrderVersion {
  readonly order: Order;
  /** The operation that made it. */
  readonly op: OrderOp;
  /** Instant from which it holds: known exactly, or the acceptance, which lies within its operation. */
  readonly from: Span;
  /** The instant is the acceptance, so versions accepted one after the other hold one after the other. */
  readonly byAcceptance: boolean;
  /** When it was taken. */
  readonly moment: Moment;
}

/** One order in one course: its versions in the order of acceptance. Never changed, only replaced. */
export interface OrderState {
  readonly key: string;
  readonly versions: readonly OrderVersion[];
}

/** Completed or revoked: nothing that comes later makes the order active again. */
export const isEnd = ({ order }: OrderVersion): boolean => order.status === 'completed' || order.status === 'revoked';

export const isInError = ({ order }: OrderVersion): boolean => order.status === 'entered-in-error';

/** The key of the In Basket that a version sends its items to. */
export const recipientOf = (version: OrderVersion): string => keyOf(version.order.responsible);

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([x], [y]) => (x < y ? -1 : 1)))
      : inner,
  );

/** Same order, element by element; array order matters, key order does not. */
export const sameOrder = (a: Order, b: Order): boolean => canonical(a) === canonical(b);
