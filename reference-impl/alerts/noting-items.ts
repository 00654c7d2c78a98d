import { type Identifier, keyOf } from '../../contract/domain/identifier.ts';
import type { InboxItem } from '../../contract/domain/inbox-item.ts';
import type { AlertPhase } from '../../contract/wire/hl7v2/alert-facets.ts';
import { compact } from '../../contract/wire/json/compact.ts';
import type { ItemTable } from '../inbox/table.ts';
import type { OrderVersion } from '../orders/order-history.ts';
import type { OrderTable } from '../orders/table.ts';
import type { ReadingTable } from '../readings/table.ts';
import type { Kept } from '../store/documents.ts';
import { type NotedAlert, phaseOf, standingPhaseOf } from './alert.ts';
import { boundOf } from './bound.ts';
import type { AlertTable } from './table.ts';

/** By which an item shows its limit: a correction of the time may have moved it away from the one that raised it. */
const versionFor = (
  { limitFrom }: InboxItem,
  raisedBy: number,
  versions: readonly [OrderVersion, ...OrderVersion[]],
): OrderVersion => {
  const first = versions.find(({ version }) => version === raisedBy) ?? versions[0];
  if (limitFrom === undefined || first.order.effectiveFrom === limitFrom) return first;
  return versions.findLast(({ order }) => order.effectiveFrom === limitFrom) ?? first;
};

/** What an alert is made of. */
interface AlertParts {
  readonly items: ItemTable;
  readonly orders: OrderTable;
  readonly readings: ReadingTable;
}

const alertIn = ({ items, orders, readings }: AlertParts, phase: AlertPhase, kept: Kept<InboxItem>): NotedAlert => {
  const { versions } = orders.bySeq(items.orderOf(kept));
  const { order } = versionFor(kept.body, items.versionOf(kept), versions);
  const about = kept.body.reading && readings.named(kept.body.reading)?.body.reading;
  // What is sent is what another system needs; the story of the item is told by the alerts themselves.
  return compact({ phase, item: { ...kept.body, history: [] }, bound: boundOf(kept.body, order, about) });
};

/** How an item stands now, as another system is told; undefined: there is none, or it has no story. */
export const standingAlert = (parts: AlertParts, item: Identifier): NotedAlert | undefined => {
  const kept = parts.items.documents.byKey(keyOf(item));
  const phase = kept && standingPhaseOf(kept.body);
  return kept === undefined || phase === undefined ? undefined : alertIn(parts, phase, kept);
};

/** The table of items, with every write of an item noted as an alert in the same transaction. `onLost`: one was let go. */
export const notingItems = (parts: AlertParts, alerts: AlertTable, onLost: () => void = () => {}): ItemTable => {
  const { items } = parts;
  const note = (kept: Kept<InboxItem>): Kept<InboxItem> => {
    const phase = phaseOf(kept.body);
    if (phase !== undefined && !alerts.note(alertIn(parts, phase, kept))) onLost();
    return kept;
  };
  return {
    ...items,
    add: (of, itemOf) => note(items.add(of, itemOf)),
    addCopy: (original, itemOf) => note(items.addCopy(original, itemOf)),
    revise: (kept, item) => note(items.revise(kept, item)),
  };
};
