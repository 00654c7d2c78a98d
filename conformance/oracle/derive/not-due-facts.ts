import { keyOf } from '../../../contract/domain/index.ts';
import type { NotDueFact } from '../facts.ts';
import { familyOf } from '../items/family-of.ts';
import type { OrderRecord } from '../orders/order-record.ts';
import type { ObservedItem } from '../record/sighting.ts';
import type { MeasureView, PatientCase, World } from './world.ts';

const FAMILIES = ['missing', 'escalation', 'summary'] as const;
const NS_PER_MS = 1_000_000;

/** An escalation without any critical item has nothing to copy, and proves nothing. */
const isExercised = (family: (typeof FAMILIES)[number], order: OrderRecord, { demands }: MeasureView): boolean =>
  order.versions.some((v) => v.order.rules.some((r) => r.kind === family)) &&
  (family !== 'escalation' || demands.some((d) => d.order === order && d.items.some((i) => i.kind === 'critical')));

/** Of an order's critical item somebody has seen or finished a copy, and nobody the item itself. */
const isSeenOnCopy = ({ itemActs, items }: PatientCase['record'], order: OrderRecord): boolean => {
  const acted = new Set(itemActs.filter((op) => op.outcome === 'ok').map((op) => keyOf(op.act.item)));
  const own = items.filter((item) => acted.has(item.key) && keyOf(item.latest.order) === order.key);
  return own.some((i) => i.latest.copyOf !== undefined && !acted.has(keyOf(i.latest.copyOf)));
};

/** Of every order that has a rule that goes by time: the items of that rule which nothing calls for. */
export const notDueFacts = (
  { record, lane, measures }: PatientCase,
  stray: readonly ObservedItem[],
  world: World,
): readonly NotDueFact[] => {
  const quiet = 2 * world.deadlines.other * NS_PER_MS;
  const isOf = (item: ObservedItem, order: OrderRecord, family: string): boolean =>
    familyOf(item.latest) === family && keyOf(item.latest.order) === order.key;
  return measures.flatMap((view) => {
    const stimuli = [...view.measure.submissions, ...view.orders.flatMap((o) => o.ops)];
    const last = stimuli.reduce((latest, op) => Math.max(latest, op.settled), 0);
    return view.orders.flatMap((order) =>
      FAMILIES.filter((family) => isExercised(family, order, view)).map((family) => ({
        lane: order.ops[0]?.lane ?? lane,
        patient: record.key,
        order,
        family,
        seenOnCopy: family === 'escalation' && isSeenOnCopy(record, order),
        items: stray.filter((item) => isOf(item, order, family)),
        absenceProven: world.absence.provesAbsence(record.key, last, quiet),
      })),
    );
  });
};
