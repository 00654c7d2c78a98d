import type { Database } from './database.ts';

/**
 * What was read of a store, by name, until it is written to: while nobody else can write, nothing else can make it
 * wrong. Whatever is undone in the store is forgotten here as well, and all of it where another process has written.
 * At most so many; past that all are forgotten.
 */
export class Memo<V, K = string> {
  readonly #known = new Map<K, V>();
  readonly #most: number;
  readonly #db: Database;

  constructor(db: Database, most: number) {
    this.#db = db;
    this.#most = most;
    db.onRollback(() => this.#known.clear());
  }

  /** What is known under a name, or else what `read` finds. */
  get(name: K, read: () => V): V {
    if (!this.#db.isSole) return read();
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const found = read();
    if (found !== undefined) this.set(name, found);
    return found;
  }

  set(name: K, value: V): void {
    if (this.#known.size >= this.#most) this.#known.clear();
    this.#known.set(name, value);
  }

  forget(name: K): void {
    this.#known.delete(name);
  }
}
