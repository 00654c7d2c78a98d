import type { InboxItem } from '../../contract/domain/inbox-item.ts';
import type { ItemTable } from '../inbox/table.ts';
import type { OrderVersion } from '../orders/order-history.ts';
import type { OrderTable } from '../orders/table.ts';
import type { ReadingTable } from '../readings/table.ts';
import type { Kept } from '../store/documents.ts';
import { phaseOf } from './alert.ts';
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

/** The table of items, with every write of an item noted as an alert in the same transaction. `onLost`: one was let go. */
export const notingItems = (
  items: ItemTable,
  orders: OrderTable,
  readings: ReadingTable,
  alerts: AlertTable,
  onLost: () => void = () => {},
): ItemTable => {
  const note = (kept: Kept<InboxItem>): Kept<InboxItem> => {
    const phase = phaseOf(kept.body);
    if (phase === undefined) return kept;
    const { versions } = orders.bySeq(items.orderOf(kept));
    const { order } = versionFor(kept.body, items.versionOf(kept), versions);
    const about = kept.body.reading && readings.named(kept.body.reading)?.body.reading;
    const bound = boundOf(kept.body, order, about);
    // What is sent is what another system needs; the story of the item is told by the alerts themselves.
    const item = { ...kept.body, history: [] };
    if (!alerts.note({ phase, item, ...(bound === undefined ? {} : { bound }) })) onLost();
    return kept;
  };
  return {
    ...items,
    add: (of, itemOf) => note(items.add(of, itemOf)),
    addCopy: (original, itemOf) => note(items.addCopy(original, itemOf)),
    revise: (kept, item) => note(items.revise(kept, item)),
  };
};
