import { keyOf } from '../../contract/domain/index.ts';
import type { InboxItem } from '../../contract/domain/index.ts';
import type { ItemOf } from './plan/planned-act.ts';
import type { Restarts } from './restarts.ts';
import type { Slots } from './slots.ts';

/** What waiting needs. `waitFor` is the observer's. */
export interface SightParts {
  readonly waitFor: (test: (item: InboxItem) => boolean, timeoutMs: number) => Promise<InboxItem | undefined>;
  /** How long an act waits for the item it is about. */
  readonly itemWaitMs: number;
  /** Brings the system down and up; absent: nothing can, and no lane asks for it. */
  readonly restarts?: Restarts;
  /** Bounds how much is under way at a time, over all lanes. */
  readonly slots: Slots;
}

const isOf =
  (wanted: ItemOf) =>
  (item: InboxItem): boolean =>
    item.reading !== undefined &&
    keyOf(item.reading) === keyOf(wanted.reading) &&
    (wanted.rule === undefined || item.rule === wanted.rule);

/**
 * The item that an act is about, once it is in sight; undefined: it did not come within its time, which counts anew from
 * the end of an outage that another lane caused meanwhile.
 */
export const itemInSight = async (wanted: ItemOf, parts: SightParts): Promise<InboxItem | undefined> => {
  const { waitFor, itemWaitMs, restarts, slots } = parts;
  const before = restarts?.until;
  const item = await waitFor(isOf(wanted), itemWaitMs);
  if (item !== undefined || restarts === undefined) return item;
  // An outage under way holds all slots: one is free when the system answers again.
  await slots(async () => {});
  return restarts.until === before ? undefined : await itemInSight(wanted, parts);
};
