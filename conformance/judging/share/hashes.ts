/** A growing list of whole numbers of 32 bits. */
export class Hashes {
  #all = new Int32Array(1024);
  #count = 0;

  push(hash: number): void {
    if (this.#count === this.#all.length) {
      const larger = new Int32Array(this.#count * 2);
      larger.set(this.#all);
      this.#all = larger;
    }
    this.#all[this.#count++] = hash;
  }

  get length(): number {
    return this.#count;
  }

  at(i: number): number {
    return this.#all[i] ?? 0;
  }

  /** Whether a number is among those that are here now. */
  membership(): (hash: number) => boolean {
    const sorted = this.#all.slice(0, this.#count).sort();
    return (hash) => {
      let [low, high] = [0, sorted.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((sorted[middle] ?? 0) < hash) low = middle + 1;
        else high = middle;
      }
      return sorted[low] === hash;
    };
  }
}
