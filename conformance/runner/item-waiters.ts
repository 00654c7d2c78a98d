import { type InboxItem, keyOf } from '../../contract/domain/index.ts';

type Test = (item: InboxItem) => boolean;

/** The items in sight, each in its latest version, and those who wait for one. */
export class ItemWaiters {
  readonly #items = new Map<string, InboxItem>();
  readonly #waiting = new Set<{ readonly test: Test; readonly take: (item?: InboxItem) => void }>();
  #isOver = false;

  offer(item: InboxItem): void {
    const key = keyOf(item.identifier);
    const before = this.#items.get(key);
    if (before === undefined || before.version <= item.version) this.#items.set(key, item);
    for (const waiter of this.#waiting) if (waiter.test(item)) waiter.take(item);
  }

  /** Nobody waits any more, now or later: what is not in sight does not come. */
  end(): void {
    this.#isOver = true;
    for (const waiter of this.#waiting) waiter.take();
  }

  /** An item in sight now or within the time; undefined when none came. */
  waitFor(test: Test, timeoutMs: number): Promise<InboxItem | undefined> {
    const here = [...this.#items.values()].find(test);
    if (here !== undefined || this.#isOver) return Promise.resolve(here);
    return new Promise((resolve) => {
      const settle = (item?: InboxItem): void => {
        clearTimeout(timer);
        this.#waiting.delete(waiter);
        resolve(item);
      };
      const waiter = { test, take: settle };
      const timer = setTimeout(settle, timeoutMs);
      this.#waiting.add(waiter);
    });
  }
}
