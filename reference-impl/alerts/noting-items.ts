import type { InboxItem } from '../../contract/domain/inbox-item.ts';
import type { ItemTable } from '../inbox/table.ts';
import type { OrderTable } from '../orders/table.ts';
import type { Kept } from '../store/documents.ts';
import { phaseOf } from './alert.ts';
import { boundOf } from './bound.ts';
import type { AlertTable } from './table.ts';

/** The table of items, with every write of an item noted as an alert in the same transaction. `onLost`: one was let go. */
export const notingItems = (
  items: ItemTable,
  orders: OrderTable,
  alerts: AlertTable,
  onLost: () => void = () => {},
): ItemTable => {
  const note = (kept: Kept<InboxItem>): Kept<InboxItem> => {
    const phase = phaseOf(kept.body);
    if (phase === undefined) return kept;
    const { versions } = orders.bySeq(items.orderOf(kept));
    const raisedBy = items.versionOf(kept);
    const version = versions.find((one) => one.version === raisedBy) ?? versions[0];
    const bound = boundOf(kept.body, version.order);
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
