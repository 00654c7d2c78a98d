import { DRIFT_PPM, type Placed } from './clock-map.ts';

/** Another host was asked for its monotonic clock: it read `remoteNs` at some moment between `sent` and `received` of ours. */
export interface Exchange {
  readonly sent: number;
  readonly received: number;
  readonly remoteNs: number;
}

const MILLION = 1_000_000;
/** Both readings of the remote clock are whole nanoseconds. */
const RESOLUTION_NS = 1;

/**
 * The monotonic clock of another host on ours. One exchange knows the offset to its round trip (± RTT/2); away from
 * it the bound widens with the drift. All exchanges hold at once, so the tightest counts wherever one is asked for.
 * Monotonic clocks are not stepped: exchanges that contradict each other mean that a host slept or that the drift
 * bound is wrong, and make what they contradict each other about uncertain.
 */
export class HostClock {
  readonly #drift: number;
  readonly #exchanges: Exchange[] = [];

  constructor(driftPpm = DRIFT_PPM) {
    this.#drift = driftPpm / MILLION;
  }

  /** Takes an exchange, in any order. */
  exchange(exchange: Exchange): void {
    this.#exchanges.push(exchange);
  }

  /** Where a remote instant lies on our clock. Throws RangeError before the first exchange. */
  at(remoteNs: number): Placed {
    if (this.#exchanges.length === 0) throw new RangeError('no exchange with the other host yet');
    const bounds = this.#exchanges.map((exchange) => this.#bound(exchange, remoteNs));
    const earliest = Math.max(...bounds.map((b) => b.earliest));
    const latest = Math.min(...bounds.map((b) => b.latest));
    if (earliest <= latest) return { earliest, latest, certain: true };
    return {
      earliest: Math.min(...bounds.map((b) => b.earliest)),
      latest: Math.max(...bounds.map((b) => b.latest)),
      certain: false,
    };
  }

  #bound({ sent, received, remoteNs: read }: Exchange, remoteNs: number): { earliest: number; latest: number } {
    const passed = remoteNs - read;
    const drift = Math.abs(passed) * this.#drift + RESOLUTION_NS;
    return { earliest: Math.floor(sent + passed - drift), latest: Math.ceil(received + passed + drift) };
  }
}
