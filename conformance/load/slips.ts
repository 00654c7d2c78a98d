import { Quantile } from '../history/quantile.ts';

/** Of so many sends on a quantile is told. */
const FEW = 1000;

/** How late a sender was, send by send, in little memory. */
export class Slips {
  readonly #all = new Quantile();
  /** The first few, for a load that has no more. */
  readonly #few: number[] = [];

  /** So late one was, ns; 0 or more. */
  add(ns: number): void {
    this.#all.add(ns);
    if (this.#few.length < FEW) this.#few.push(ns);
  }

  /** How late 999 of 1,000 were at most, ns; of fewer than 1,000, half of them. */
  most(): number {
    return this.#all.permille(999) ?? this.#few.toSorted((a, b) => a - b)[this.#few.length >> 1] ?? 0;
  }
}
