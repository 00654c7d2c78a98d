import { keyOf } from '../../../contract/domain/index.ts';
import type { Order, OrderStatus } from '../../../contract/domain/index.ts';
import { accept, refuse } from '../../../contract/refusal.ts';
import type { Outcome, Refusal } from '../../../contract/refusal.ts';
import { missingFromChange } from '../../../contract/wire/hl7v2/order-keys.ts';
import type { DecodedOrder } from '../../../contract/wire/hl7v2/order.ts';
import type { Answering } from '../../answered/answering.ts';
import { roleMay } from '../../people/access.ts';
import type { Caller } from '../../pipeline.ts';
import type { ReachedPipeline } from '../../reach/reached.ts';
import { type Judged, judgedOf } from './judgement.ts';

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
const afterChange = (stored: Order, { order, replaced }: Extract<Change, { control: 'XO' }>): Order => ({
  ...(stored.reason === undefined || replaced.includes('reason') ? {} : { reason: stored.reason }),
  ...(stored.group === undefined || replaced.includes('group') ? {} : { group: stored.group }),
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
      ? accept(afterChange(stored, change))
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

/** Tells the trail of a refusal that the pipeline itself did not see. */
export type OwnRefusal = (refusal: Refusal) => Promise<Judged>;

const changeOrder = async (
  pipeline: ReachedPipeline,
  caller: Caller,
  change: Change,
  ownRefusal: OwnRefusal,
): Promise<Judged> => {
  for (let attempt = 1; ; attempt += 1) {
    // oxlint-disable-next-line no-await-in-loop -- each try needs the version that the one before it met
    const stored = await pipeline.orders.find(change.order.identifier);
    const next = stored === undefined ? refuse('order-unknown', 'ORC^1^2') : nextVersion(stored.body, change);
    if (!next.ok) return ownRefusal(next.refusal);
    // oxlint-disable-next-line no-await-in-loop
    const changed = judgedOf(await pipeline.orders.change(caller, next.value, stored?.version));
    const isStale = !changed.judgement.ok && changed.judgement.refusal.code === 'stale-version';
    if (!isStale || attempt === TRIES) return changed;
  }
};

/** Submits or changes the order of one OMG^O19 or ORM^O01. Who orders is told whether the patient's phone can serve. */
export const placeOrder = async (
  pipeline: ReachedPipeline,
  caller: Caller & { readonly answering: Answering },
  decoded: DecodedOrder,
  ownRefusal: OwnRefusal,
): Promise<Judged> => {
  if (decoded.control !== 'NW') {
    // Who orders nothing is told nothing of what is ordered: not even whether there is such an order.
    if (!roleMay(caller, 'order')) return ownRefusal(refuse('scope').refusal);
    return changeOrder(pipeline, caller, decoded, ownRefusal);
  }
  const answering = { ...caller.answering, phoneOf: decoded.order.patient };
  return judgedOf(await pipeline.orders.submit({ ...caller, answering }, decoded.order));
};
