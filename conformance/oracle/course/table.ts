import { type Fingerprint, mix } from './fingerprint.ts';
import { Layers } from './layers.ts';

/**
 * A map of unchangeable values that can go back to where it was at the last `mark`, can be copied, and
 * knows a fingerprint of what it holds.
 */
export class Table<V> {
  readonly #map: Layers<V>;
  /** What was changed since the mark, with what was there before: the first so many of both, which are filled anew. */
  readonly #changed: string[] = [];
  readonly #before: (V | undefined)[] = [];
  #changes = 0;
  readonly #print: Fingerprint = { a: 0, b: 0 };
  #printing = false;
  readonly #text: (key: string, value: V) => string;

  /** `text`: what of an entry makes two states differ; unsaid of what follows from the other tables, and is not printed. */
  constructor(text: (key: string, value: V) => string = String, map = new Layers<V>()) {
    this.#map = map;
    this.#text = text;
  }

  get(key: string): V | undefined {
    return this.#map.get(key);
  }

  values(): IterableIterator<V> {
    return this.#map.whole().values();
  }

  keys(): IterableIterator<string> {
    return this.#map.whole().keys();
  }

  entries(): IterableIterator<[string, V]> {
    return this.#map.whole().entries();
  }

  set(key: string, value: V): void {
    const before = this.#map.get(key);
    this.#changed[this.#changes] = key;
    this.#before[this.#changes] = before;
    this.#changes += 1;
    this.#put(key, before, value);
  }

  #put(key: string, before: V | undefined, after: V | undefined): void {
    if (this.#printing) {
      if (before !== undefined) mix(this.#print, this.#text(key, before), -1);
      if (after !== undefined) mix(this.#print, this.#text(key, after), 1);
    }
    this.#map.set(key, after);
  }

  mark(): void {
    this.#changes = 0;
  }

  /** As it was at the last mark. */
  copyAtMark(): Table<V> {
    const copy = this.copy();
    for (let i = this.#changes - 1; i >= 0; i -= 1) {
      const key = this.#changed[i] ?? '';
      copy.#put(key, copy.#map.get(key), this.#before[i]);
    }
    return copy;
  }

  copy(): Table<V> {
    const copy = new Table<V>(this.#text, this.#map.copy());
    copy.#printing = this.#printing;
    copy.#print.a = this.#print.a;
    copy.#print.b = this.#print.b;
    return copy;
  }

  /** Keys under which the other, a copy of what this is a copy of, can hold something else. */
  apart(other: Table<V>): ReadonlySet<string> {
    return this.#map.apart(other.#map);
  }

  /** Only where no copy is used any more. */
  settle(): void {
    this.#map.settle();
  }

  /** Equal for equal contents. Counted from the first call on; before it a table costs nothing. */
  get print(): string {
    if (!this.#printing) {
      this.#printing = true;
      for (const [key, value] of this.#map.whole()) mix(this.#print, this.#text(key, value), 1);
    }
    return `${this.#print.a}.${this.#print.b}`;
  }
}
