import { keyOf } from '../../../contract/domain/index.ts';
import type { Order, OrderStatus } from '../../../contract/domain/index.ts';
import { accept, refuse } from '../../../contract/refusal.ts';
import type { Outcome, Refusal } from '../../../contract/refusal.ts';
import { missingFromChange } from '../../../contract/wire/hl7v2/order-keys.ts';
import type { DecodedOrder } from '../../../contract/wire/hl7v2/order.ts';
import type { Caller, Pipeline, Written } from '../../pipeline.ts';
import { judged, type Judgement, judgementOf, type Keep } from './judgement.ts';

type Change = Exclude<DecodedOrder, { control: 'NW' }>;

/** A placer's cancel request is granted at once (bindings: orders). */
const STATUS: Readonly<Record<'DC' | 'CA' | 'HD' | 'RL', OrderStatus>> = {
  DC: 'revoked',
  CA: 'revoked',
  HD: 'on-hold',
  RL: 'active',
};

/** How often a change is tried again when another change came between reading the order and writing it. */
const TRIES = 5;

/** What v2 has no field for, or what an empty field leaves as it is, comes from the version before. */
const afterChange = (stored: Order, order: Order): Order => ({
  ...(stored.reason === undefined ? {} : { reason: stored.reason }),
  ...(stored.group === undefined ? {} : { group: stored.group }),
  ...(stored.precision === undefined || stored.unit !== order.unit ? {} : { precision: stored.precision }),
  ...order,
  status: stored.status,
});

const nextVersion = (stored: Order, change: Change): Outcome<Order> => {
  const isSamePatient = keyOf(stored.patient) === keyOf(change.order.patient);
  if (change.control === 'XO') {
    // For another patient's order nothing of it may show, not even which limits it has; the pipeline refuses it.
    const missing = isSamePatient ? missingFromChange(stored, change.order, change.deletedRows) : [];
    return missing.length === 0
      ? accept(afterChange(stored, change.order))
      : refuse('missing-element', 'OBR^1', `neither repeated nor deleted: ${missing.join(', ')}`);
  }
  if (!isSamePatient) return refuse('patient-not-authorised', 'PID^1^3');
  const { effectiveFrom } = change.order;
  return accept({
    ...stored,
    status: STATUS[change.control],
    ...(effectiveFrom === undefined ? {} : { effectiveFrom }),
  });
};

/** Told of each refusal that the pipeline itself did not see, and so could not audit. */
export type OnOwnRefusal = (refusal: Refusal) => Promise<void>;

const changeOrder = async (
  pipeline: Pipeline,
  caller: Caller,
  change: Change,
  keep: Keep,
  onOwnRefusal: OnOwnRefusal,
): Promise<Judgement> => {
  for (let attempt = 1; ; attempt += 1) {
    const stored = pipeline.orders.find(change.order.identifier);
    const next = stored === undefined ? refuse('order-unknown', 'ORC^1^2') : nextVersion(stored.body, change);
    if (!next.ok) {
      // oxlint-disable-next-line no-await-in-loop -- leaves the loop
      await onOwnRefusal(next.refusal);
      return next;
    }
    // oxlint-disable-next-line no-await-in-loop -- each try needs the version that the one before it met
    const changed = await judged(
      caller,
      keep,
      (as) => pipeline.orders.change(as, next.value, stored?.version),
      judgementOf,
    );
    if (changed.ok || changed.refusal.code !== 'stale-version' || attempt === TRIES) return changed;
  }
};

/** Submits or changes the order of one OMG^O19 or ORM^O01. */
export const placeOrder = async (
  pipeline: Pipeline,
  caller: Caller,
  decoded: DecodedOrder,
  keep: Keep,
  onOwnRefusal: OnOwnRefusal,
): Promise<Judgement> => {
  if (decoded.control !== 'NW') return changeOrder(pipeline, caller, decoded, keep, onOwnRefusal);
  const judge = (written: Outcome<Written<Order>>): Judgement => {
    const judgement = judgementOf(written);
    if (!judgement.ok) return judgement;
    const phone = pipeline.portal.eligibility(caller, decoded.order.patient);
    return phone.ok && !phone.value.eligible ? accept([...judgement.value, 'phone-not-eligible']) : judgement;
  };
  return judged(caller, keep, (as) => pipeline.orders.submit(as, decoded.order), judge);
};
