import { type InboxItem, keyOf } from '../../contract/domain/index.ts';
import type { Mono } from '../history/lines.ts';
import type { HistoryWriter } from '../history/writer.ts';
import type { Look } from '../sut/fhir/acts/inbox.ts';
import type { RawPage } from '../sut/fhir/read-all.ts';
import { ItemWaiters } from './item-waiters.ts';

/** Which item versions have come into sight: each is written once, with the surface and interval of its first sight. */
export class ItemLog {
  readonly #history: HistoryWriter;
  readonly #onItem: (item: InboxItem) => void;
  readonly #waiters = new ItemWaiters();
  readonly #written = new Set<string>();
  readonly #old = new Set<string>();

  constructor(history: HistoryWriter, onItem: (item: InboxItem) => void) {
    this.#history = history;
    this.#onItem = onItem;
  }

  /** An item that was there before the run began is not of this run, whatever becomes of it. */
  addOld(key: string): void {
    this.#old.add(key);
  }

  isOld(key: string): boolean {
    return this.#old.has(key);
  }

  /** Items of one page, which appeared after `after` (null: nobody knows) and by the page's receipt. */
  note(surface: string, page: Omit<RawPage, 'resources'> & { items: readonly InboxItem[] }, after: Mono | null): void {
    let wire: string | undefined;
    for (const item of page.items) {
      const key = keyOf(item.identifier);
      const version = `${key}#${item.version}`;
      if (this.#old.has(key) || this.#written.has(version)) continue;
      this.#written.add(version);
      wire ??= this.#history.wire.keep(page.wire.response);
      this.#history.seen({ surface, after, by: page.received, item, ...(wire === undefined ? {} : { wire }) });
      this.#onItem(item);
      this.#waiters.offer(item);
    }
  }

  /** What a look on another surface showed and no look has shown before. */
  noteLook(surface: string, look: Look): void {
    const [first] = look.pages;
    if (first === undefined) return;
    // Which page an item stood on does not matter here: it was in sight by the end of the look.
    this.note(surface, { received: look.performed.settled, wire: first.wire, items: look.items }, null);
  }

  waitFor(test: (item: InboxItem) => boolean, timeoutMs: number): Promise<InboxItem | undefined> {
    return this.#waiters.waitFor(test, timeoutMs);
  }
}
