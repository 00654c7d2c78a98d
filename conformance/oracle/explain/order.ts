import { orderFacts } from '../derive/order-facts.ts';
import type { DemandFact, DueFact, OrderFact } from '../facts.ts';
import type { OrderRecord } from '../orders/order-record.ts';
import { localInstant } from '../time/instant.ts';
import type { RecipientSaid } from './explanation.ts';
import { dueNamingOf } from './naming.ts';
import { recipientsSaid } from './recipients-said.ts';
import type { Understood } from './understood.ts';

/** Everything that can be said of one order of a history. */
export interface OrderExplanation {
  readonly order: OrderRecord;
  /** Minutes from UTC of its start: times are told by it. */
  readonly offsetMinutes: number;
  /** Each time it was sent, and what had to become of it. */
  readonly sent: readonly OrderFact[];
  /** What it demands, forbids or leaves open of readings. */
  readonly demands: readonly DemandFact[];
  /** What fell due by itself. */
  readonly dues: readonly { readonly fact: DueFact; readonly recipients: readonly RecipientSaid[] }[];
}

/** One order of a patient, by its key. Undefined: nobody sent it for this patient. */
export const explainOrder = (all: Understood, key: string): OrderExplanation | undefined => {
  const order = all.patient.orders.find((o) => o.key === key);
  const [first] = order?.ops ?? [];
  if (order === undefined || first === undefined) return undefined;
  return {
    order,
    offsetMinutes: localInstant(first.act.order.period.start).offsetMinutes,
    sent: orderFacts(all.patient).filter((f) => order.ops.includes(f.op)),
    demands: all.demands.filter((f) => f.demand.order === order),
    dues: all.dues
      .filter((f) => f.demand.order === order)
      .map((fact) => ({ fact, recipients: recipientsSaid(all, dueNamingOf(all, fact), fact.demand.recipients) })),
  };
};
