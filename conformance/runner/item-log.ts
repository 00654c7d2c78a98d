import { type InboxItem, keyOf } from '../../contract/domain/index.ts';
import type { Mono } from '../history/lines.ts';
import type { HistoryWriter } from '../history/writer.ts';
import { isJudged, PUSH } from '../oracle/sight/surface.ts';
import type { Sight } from '../oracle/sight/surface-sight.ts';
import type { Look } from '../sut/fhir/acts/inbox.ts';
import type { RawPage } from '../sut/fhir/read-all.ts';
import { ItemWaiters } from './item-waiters.ts';

/** An item, and when it came into sight. */
export interface ItemSight extends Sight {
  readonly item: InboxItem;
}

/** Which item versions have come into sight: each is written once, with the surface and interval of its first sight. */
export class ItemLog {
  readonly #history: HistoryWriter;
  readonly #onItem: (item: InboxItem) => void;
  readonly #waiters = new ItemWaiters();
  /** By version: whether it was written as seen on the judged surface. */
  readonly #written = new Map<string, boolean>();
  readonly #old = new Set<string>();
  readonly #takePush: (item: InboxItem) => Mono | undefined;

  /** `takePush`: when a subscriber was told of an item that came into sight only now; asked once of each. */
  constructor(
    history: HistoryWriter,
    onItem: (item: InboxItem) => void,
    takePush: (item: InboxItem) => Mono | undefined = () => undefined,
  ) {
    this.#history = history;
    this.#onItem = onItem;
    this.#takePush = takePush;
  }

  /** An item that was there before the run began is not of this run, whatever becomes of it. */
  addOld(key: string): void {
    this.#old.add(key);
  }

  isOld(key: string): boolean {
    return this.#old.has(key);
  }

  /** Items that one page brought into sight, each with its interval; `by` null: by the page's receipt. */
  note(surface: string, page: Omit<RawPage, 'resources'>, sights: readonly ItemSight[]): void {
    if (sights.length > 0) this.#history.together(() => this.#noteEach(surface, page, sights));
  }

  #noteEach(surface: string, page: Omit<RawPage, 'resources'>, sights: readonly ItemSight[]): void {
    let wire: string | undefined;
    for (const { item, after, by } of sights) {
      const key = keyOf(item.identifier);
      const version = `${key}#${item.version}`;
      if (this.#old.has(key) || !this.#isNews(surface, version)) continue;
      const isFirst = !this.#written.has(version);
      this.#written.set(version, isJudged(surface));
      const pushed = isFirst ? this.#takePush(item) : undefined;
      if (pushed !== undefined) this.#history.seen({ surface: PUSH, after: null, by: pushed, item });
      wire ??= this.#history.wire.keep(page.wire.response);
      const kept = wire === undefined ? {} : { wire };
      this.#history.seen({ surface, after, by: by ?? page.received, item, ...kept });
      if (!isFirst) continue;
      this.#onItem(item);
      this.#waiters.offer(item);
    }
  }

  /** What a look on another surface showed. `after`: lower bounds by item, where any are known. */
  noteLook(surface: string, look: Look, after: readonly (Mono | null)[]): void {
    const [first] = look.pages;
    if (first === undefined) return;
    // Which page an item stood on does not matter here: it was in sight by the end of the look.
    const page = { received: look.performed.settled, wire: first.wire };
    this.note(
      surface,
      page,
      look.items.map((item, i) => ({ item, after: after[i] ?? null, by: page.received })),
    );
  }

  /** A version is written once, and once more when the judged surface shows it after another did. */
  #isNews(surface: string, version: string): boolean {
    const judged = this.#written.get(version);
    return judged === undefined || (!judged && isJudged(surface));
  }

  waitFor(test: (item: InboxItem) => boolean, timeoutMs: number): Promise<InboxItem | undefined> {
    return this.#waiters.waitFor(test, timeoutMs);
  }

  /** Nobody waits any more, now or later. */
  endWaiting(): void {
    this.#waiters.end();
  }
}
