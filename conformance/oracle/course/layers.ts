/** What was set on top of an older layer, which nobody changes any more. `undefined`: taken away. */
interface Layer<V> {
  readonly map: Map<string, V | undefined>;
  readonly under: Layer<V> | undefined;
  readonly depth: number;
}

/** Up to this many entries a copy of its own is as cheap as a layer. */
const SMALL = 16;
/** Layers deep, past which looking through them costs more than a copy. */
const DEEPEST = 6;

/** A map whose copies share what they have in common, so that a course of a thousand readings is copied in no time. */
export class Layers<V> {
  #own: Map<string, V | undefined>;
  #under: Layer<V> | undefined;
  /** What was asked for last: every step of a reading asks for the same again. */
  #asked: string | undefined;
  #answer: V | undefined;

  constructor(own = new Map<string, V | undefined>()) {
    this.#own = own;
  }

  get(key: string): V | undefined {
    if (key === this.#asked) return this.#answer;
    const found = this.#find(key);
    this.#asked = key;
    this.#answer = found;
    return found;
  }

  #find(key: string): V | undefined {
    const own = this.#own.get(key);
    if (own !== undefined || this.#under === undefined || this.#own.has(key)) return own;
    for (let layer: Layer<V> | undefined = this.#under; layer !== undefined; layer = layer.under) {
      const value = layer.map.get(key);
      if (value !== undefined || layer.map.has(key)) return value;
    }
    return undefined;
  }

  /** Undefined takes the entry away. */
  set(key: string, value: V | undefined): void {
    if (key === this.#asked) this.#answer = value;
    if (value === undefined && this.#under === undefined) this.#own.delete(key);
    else this.#own.set(key, value);
  }

  /** Everything as one map: for reading, not for changing. */
  whole(): ReadonlyMap<string, V> {
    if (this.#under === undefined) return this.#own as Map<string, V>;
    const whole = new Map<string, V>();
    for (const map of this.#all()) pour(map, whole);
    return whole;
  }

  /** Keys of which the other can hold something else: those set since the two were one. */
  apart(other: Layers<V>): ReadonlySet<string> {
    const [own, others] = [this.#layers(), other.#layers()];
    const keys = new Set<string>();
    for (const map of own) if (!others.has(map)) for (const key of map.keys()) keys.add(key);
    for (const map of others) if (!own.has(map)) for (const key of map.keys()) keys.add(key);
    return keys;
  }

  #layers(): ReadonlySet<Map<string, V | undefined>> {
    return new Set(this.#all());
  }

  copy(): Layers<V> {
    if ((this.#under?.depth ?? 0) >= DEEPEST) {
      this.#own = new Map(this.whole());
      this.#under = undefined;
    }
    if (this.#under === undefined && this.#own.size <= SMALL) {
      return new Layers(new Map(this.#own));
    }
    if (this.#own.size > 0 || this.#under === undefined) {
      this.#under = { map: this.#own, under: this.#under, depth: (this.#under?.depth ?? 0) + 1 };
      this.#own = new Map();
    }
    const copy = new Layers<V>();
    copy.#under = this.#under;
    return copy;
  }

  /** Makes one layer of all. Only where no copy that shares them is used any more. */
  settle(): void {
    if (this.#under === undefined) return;
    const [base, ...later] = this.#all();
    for (const map of later) pour(map, base as Map<string, V>);
    this.#own = base;
    this.#under = undefined;
  }

  /** The maps of all layers, the oldest first. */
  #all(): [Map<string, V | undefined>, ...Map<string, V | undefined>[]] {
    const later: Map<string, V | undefined>[] = [];
    let oldest = this.#own;
    for (let layer = this.#under; layer !== undefined; layer = layer.under) {
      later.unshift(oldest);
      oldest = layer.map;
    }
    return [oldest, ...later];
  }
}

const pour = <V>(from: ReadonlyMap<string, V | undefined>, into: Map<string, V>): void => {
  for (const [key, value] of from)
    if (value === undefined) into.delete(key);
    else into.set(key, value);
};
