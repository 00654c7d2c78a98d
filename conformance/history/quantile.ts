/** Width of a step, ns. */
const STEP_NS = 100_000;

/** Quantiles of a great many durations in little memory, to a tenth of a millisecond, never too low. */
export class Quantile {
  readonly #counts = new Map<number, number>();
  #size = 0;

  /** A duration of 0 ns or more. */
  add(ns: number): void {
    const step = Math.ceil(ns / STEP_NS);
    this.#counts.set(step, (this.#counts.get(step) ?? 0) + 1);
    this.#size += 1;
  }

  /**
   * What `permille` of a thousand durations do not exceed, ns (nearest rank). Undefined with fewer than a thousand:
   * then it would be the greatest of them, and say nothing more.
   */
  permille(permille: number): number | undefined {
    if (this.#size < 1000) return undefined;
    let left = Math.ceil((permille * this.#size) / 1000);
    for (const step of [...this.#counts.keys()].sort((a, b) => a - b)) {
      left -= this.#counts.get(step) ?? 0;
      if (left <= 0) return step * STEP_NS;
    }
    return undefined;
  }
}
