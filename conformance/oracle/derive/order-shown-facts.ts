import { keyOf } from '../../../contract/domain/index.ts';
import type { OrderShownFact } from '../facts.ts';
import type { OpOf, PatientRecord } from '../record/patient-record.ts';

type Written = OpOf<'order.submit' | 'order.change'>;

/**
 * What an order says at a look at it: the last that was taken of it before. Undefined where that is not certain: a
 * change overlapped with the look or was never answered, or a version holds from an instant of its own. The first content
 * sent again is no change.
 */
const standing = (ops: readonly Written[], read: OpOf<'order.read'>): Written | undefined => {
  const taken = ops.filter((op) => op.outcome !== 'refused' && op.sent < read.settled);
  if (taken.some((op) => op.outcome === 'unknown' || op.settled > read.sent)) return undefined;
  const changed = taken.filter(({ act }) => act.op === 'order.change');
  const dated = changed.some(({ act }) => act.order.effectiveFrom !== undefined);
  return dated ? undefined : (changed.at(-1) ?? taken[0]);
};

/** Every look at an order of a patient of which it is certain what it had to show. Source: contract, In Basket item says. */
export const orderShownFacts = ({ key, orders, orderReads }: PatientRecord): readonly OrderShownFact[] =>
  orderReads.flatMap((read) => {
    const order = keyOf(read.act.order);
    const sent = standing(orders.get(order) ?? [], read);
    if (sent === undefined || read.outcome === 'unknown') return [];
    const shown = (read.output?.orders ?? []).filter(({ identifier }) => keyOf(identifier) === order);
    return [{ lane: read.lane, patient: key, read, sent, shown }];
  });
