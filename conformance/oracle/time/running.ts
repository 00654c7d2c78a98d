/** From monotonic `from` on a clock shows `shows` and runs at real speed, until the next stretch. All in ns. */
export interface RunningStretch {
  readonly from: bigint;
  readonly shows: bigint;
}

/**
 * A clock that runs at real speed and jumps now and then; before its first stretch it has run like in it. Answers
 * when it first showed something, by halving, because a run asks for every reading.
 */
export class RunningClock {
  readonly #stretches: readonly RunningStretch[];
  /** The most that was shown up to the end of each stretch but the last, which never ends. */
  readonly #peaks: readonly bigint[];

  /** In the order of time; never empty. */
  constructor(stretches: readonly [RunningStretch, ...RunningStretch[]]) {
    this.#stretches = stretches;
    const peaks: bigint[] = [];
    for (const [i, { from, shows }] of stretches.entries()) {
      const next = stretches[i + 1];
      if (next === undefined) break;
      const end = shows + (next.from - from) - 1n;
      const before = peaks.at(-1);
      peaks.push(before === undefined || end > before ? end : before);
    }
    this.#peaks = peaks;
  }

  /** The first monotonic ns at which it showed `level` or more. */
  firstAt(level: bigint): bigint {
    let low = 0;
    let high = this.#peaks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const peak = this.#peaks[middle];
      if (peak !== undefined && peak < level) low = middle + 1;
      else high = middle;
    }
    const stretch = this.#stretches[low];
    if (stretch === undefined) throw new RangeError('a clock without a stretch');
    const wait = level - stretch.shows;
    return stretch.from + (wait > 0n || low === 0 ? wait : 0n);
  }
}
