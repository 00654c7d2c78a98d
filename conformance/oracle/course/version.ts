import type { Order } from '../../../contract/domain/index.ts';
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
  /** Overtaken before its instant came: whether it holds all the same, once that mattered. */
  readonly holdsStill?: boolean;
}

/** Cuts a span at an instant: what lies before it, or the rest. */
const cut = ({ low, high }: Span, at: bigint, before: boolean): Span =>
  before ? { low, high: at - 1n < high ? at - 1n : high } : { low: at > low ? at : low, high };

/** A version of which it is now known whether it holds from before an instant. Acceptance is one with its moment. */
export const withBeginning = (version: OrderVersion, at: bigint, before: boolean): OrderVersion => {
  const from = cut(version.from, at, before);
  return version.byAcceptance ? { ...version, from, moment: { ...version.moment, now: from } } : { ...version, from };
};

/** A version of which it is now known whether it was taken before an instant. */
export const withTaking = (version: OrderVersion, at: bigint, before: boolean): OrderVersion => ({
  ...version,
  moment: { ...version.moment, now: cut(version.moment.now, at, before) },
});

/** One order in one course: its versions in the order of acceptance. Never changed, only replaced. */
export interface OrderState {
  readonly key: string;
  readonly versions: readonly OrderVersion[];
}

/** Completed or revoked: nothing that comes later makes the order active again. */
export const isEnd = ({ order }: OrderVersion): boolean => order.status === 'completed' || order.status === 'revoked';

export const isInError = ({ order }: OrderVersion): boolean => order.status === 'entered-in-error';

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([x], [y]) => (x < y ? -1 : 1)))
      : inner,
  );

/** Same order, element by element; array order matters, key order does not. */
export const sameOrder = (a: Order, b: Order): boolean => canonical(a) === canonical(b);
