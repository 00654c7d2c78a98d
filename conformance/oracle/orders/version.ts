import { keyOf, type Order } from '../../../contract/domain/index.ts';
import type { OpOf, PatientRecord } from '../record/patient-record.ts';
import { instant } from '../time/instant.ts';
import { exactly, type Span } from '../time/span.ts';

/** One version of an order as the SUT took it, or may have taken it. */
export interface OrderVersion {
  readonly order: Order;
  /** The operation that made it. */
  readonly op: OpOf<'order.submit' | 'order.change'>;
  /** Monotonic: it took effect in [sent, settled]; `certain` false: or perhaps never. */
  readonly sent: number;
  readonly settled: number;
  readonly certain: boolean;
  /** Instant from which it holds. */
  readonly from: Span;
  /** The instant is the acceptance, so versions accepted one after the other hold one after the other. */
  readonly byAcceptance: boolean;
}

/** Every version of one order, in the order of sending. */
export interface OrderRecord {
  readonly key: string;
  readonly versions: readonly OrderVersion[];
  readonly ops: readonly OpOf<'order.submit' | 'order.change'>[];
}

/** Same order, element by element; array order matters, key order does not. */
export const sameOrder = (a: Order, b: Order): boolean => canonical(a) === canonical(b);

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([x], [y]) => (x < y ? -1 : 1)))
      : inner,
  );

const sameFrom = (order: Order, previous: OrderVersion): boolean =>
  order.effectiveFrom === undefined ||
  (previous.order.effectiveFrom !== undefined &&
    instant(order.effectiveFrom) === instant(previous.order.effectiveFrom));

/**
 * The versions that a run of operations made. Refused ones made none; the same content again makes
 * none and settles an unknown one. `effectiveFrom` absent or unchanged: the order's start for the
 * first version, acceptance for a later one. Source: contract, Life cycles.
 */
const versionsOf = (ops: OrderRecord['ops'], clock: PatientRecord['clock']): OrderVersion[] => {
  const versions: OrderVersion[] = [];
  for (const op of ops) {
    if (op.outcome === 'refused') continue;
    const { order } = op.act;
    const certain = op.outcome === 'ok';
    const again = versions.findIndex((v) => sameOrder(v.order, order));
    const twin = versions[again];
    if (twin !== undefined && (op.act.op === 'order.submit' || again === versions.length - 1)) {
      if (certain && !twin.certain)
        versions[again] = {
          ...twin,
          certain,
          settled: op.settled,
          ...fromOf(order, versions[again - 1], twin.sent, op.settled, clock),
        };
      continue;
    }
    const previous = versions.at(-1);
    if (previous !== undefined && op.act.op === 'order.submit') continue;
    versions.push({
      order,
      op,
      sent: op.sent,
      settled: op.settled,
      certain,
      ...fromOf(order, previous, op.sent, op.settled, clock),
    });
  }
  return versions;
};

const fromOf = (
  order: Order,
  previous: OrderVersion | undefined,
  sent: number,
  settled: number,
  clock: PatientRecord['clock'],
): Pick<OrderVersion, 'from' | 'byAcceptance'> => {
  if (previous === undefined)
    return { from: exactly(instant(order.effectiveFrom ?? order.period.start)), byAcceptance: false };
  if (order.effectiveFrom !== undefined && !sameFrom(order, previous))
    return { from: exactly(instant(order.effectiveFrom)), byAcceptance: false };
  return { from: clock.over(sent, settled), byAcceptance: true };
};

/** All orders of one patient, by key. */
export const ordersOf = (record: PatientRecord): OrderRecord[] =>
  [...record.orders.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, ops]) => ({ key, ops, versions: versionsOf(ops, record.clock) }));

export const measureOf = (order: OrderRecord): Order['measure'] | undefined =>
  order.versions[0]?.order.measure ?? order.ops[0]?.act.order.measure;

/** The key of the In Basket that a version sends its items to. */
export const recipientOf = (version: OrderVersion): string => keyOf(version.order.responsible);
