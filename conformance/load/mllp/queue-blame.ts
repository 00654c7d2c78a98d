/** A message that was handed in. */
export interface Handed {
  /** The stretch of time, without a moment at which a connection was free, in which it was. */
  readonly stretch: { isSlow: boolean };
  /** How late it was handed in, ns. */
  readonly lateNs: number;
  /** When that was, monotonic ns. */
  readonly at: number;
}

/** Whose lateness it was. */
export interface Blamed {
  readonly isKept: boolean;
  readonly slipNs: number;
}

/**
 * Whose doing it is that a message went out late. Connections are few, as in the field, and each has one message on
 * its way: while the system keeps them with slow answers, those that wait are late by its doing, and the harness is
 * not starved. Where every answer is quick and they wait all the same, there are too few connections.
 */
export class QueueBlame {
  readonly #slowNs: number;
  readonly #connections: number;
  #open = 0;
  #stretch = { isSlow: false };

  /** `slowNs`: what is answered later has kept its connection. `connections`: as many messages are on their way. */
  constructor(slowNs: number, connections: number) {
    this.#slowNs = slowNs;
    this.#connections = connections;
  }

  /** A message is handed in at this instant, monotonic ns, so much later than it was meant. */
  hand(at: number, lateNs: number): Handed {
    if (this.#open < this.#connections) this.#stretch = { isSlow: false };
    this.#open += 1;
    return { stretch: this.#stretch, lateNs, at };
  }

  /**
   * It was sent and settled at these instants. Gives by how much the harness was late with it, ns, and whether the system
   * kept it waiting: then it counts as sent when it was handed in.
   */
  settle({ stretch, lateNs, at }: Handed, sent: number, settled: number): Blamed {
    this.#open -= 1;
    // Also of those that were handed in since: they wait for the same connections.
    if (settled - sent > this.#slowNs) for (const each of [stretch, this.#stretch]) each.isSlow = true;
    return { isKept: stretch.isSlow, slipNs: stretch.isSlow ? lateNs : lateNs + Math.max(0, sent - at) };
  }
}
