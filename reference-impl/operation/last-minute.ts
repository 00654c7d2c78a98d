const SECONDS = 60;

/** Counts what happened in each of the last sixty seconds, by name; memory does not grow with what happens. */
export class LastMinute {
  readonly #now: () => number;
  readonly #slots: { second: number; counts: Map<string, number> }[] = [];

  /** `now`: monotonic milliseconds. */
  constructor(now: () => number) {
    this.#now = now;
  }

  note(name: string): void {
    const second = Math.floor(this.#now() / 1000);
    const at = second % SECONDS;
    let slot = this.#slots[at];
    if (slot?.second !== second) slot = this.#slots[at] = { second, counts: new Map() };
    slot.counts.set(name, (slot.counts.get(name) ?? 0) + 1);
  }

  /** How often each thing happened within the last minute. */
  counts(): ReadonlyMap<string, number> {
    const second = Math.floor(this.#now() / 1000);
    const sums = new Map<string, number>();
    for (const slot of this.#slots) {
      // A slot that was never used is not there.
      if (slot === undefined || slot.second <= second - SECONDS) continue;
      for (const [name, count] of slot.counts) sums.set(name, (sums.get(name) ?? 0) + count);
    }
    return sums;
  }
}
