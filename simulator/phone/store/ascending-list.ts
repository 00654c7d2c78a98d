interface Numbered<T> {
  readonly number: number;
  readonly item: T;
}

/** How much of the front may be empty before the list is moved up. */
const SLACK = 1024;

/** Items by rising number, taken away at the front. */
export class AscendingList<T> {
  #items: (Numbered<T> | undefined)[] = [];
  #front = 0;

  get size(): number {
    return this.#items.length - this.#front;
  }

  /** The number at the front. */
  get first(): number | undefined {
    return this.#items[this.#front]?.number;
  }

  /** `number` is greater than every one before it. */
  push(number: number, item: T): void {
    this.#items.push({ number, item });
  }

  /** The place of the first with a greater number. */
  #placeAfter(number: number): number {
    let low = this.#front;
    let high = this.#items.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#items[middle]?.number ?? 0) > number) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** Calls back with those of a greater number, in order, until that says `false`. The list must not change meanwhile. */
  eachAfter(number: number, call: (item: T, number: number) => boolean): void {
    for (let at = this.#placeAfter(number); at < this.#items.length; at++) {
      const numbered = this.#items[at];
      if (numbered !== undefined && !call(numbered.item, numbered.number)) return;
    }
  }

  /** Takes the first away. */
  shift(): T | undefined {
    const first = this.#items[this.#front];
    if (first === undefined) return undefined;
    this.#items[this.#front] = undefined;
    this.#front += 1;
    if (this.#front >= SLACK && this.#front * 2 >= this.#items.length) {
      this.#items = this.#items.slice(this.#front);
      this.#front = 0;
    }
    return first.item;
  }

  /** Leaves only those that are `wanted`. */
  keep(wanted: (item: T, number: number) => boolean): void {
    this.#items = this.#items.filter((one) => one !== undefined && wanted(one.item, one.number));
    this.#front = 0;
  }

  /** All, for a snapshot. */
  all(): Numbered<T>[] {
    return this.#items.slice(this.#front).flatMap((one) => one ?? []);
  }
}
