import type { FaultLine, Mono } from '../../history/lines.ts';
import { latestDeadline, type Start } from './delay.ts';

const NS_PER_MS = 1_000_000;

/** What takes a system away from everybody, or cuts it off. */
const KINDS: ReadonlySet<string> = new Set(['stopped', 'killed', 'paused', 'database-restarted']);
const isOutage = (fault: string): boolean => KINDS.has(fault) || fault.startsWith('link-');

/** From when until when nobody could be served, and the line that says so. */
export type Outage = Pick<FaultLine, 'fault' | 'from' | 'until' | 'seq'>;

/** A deadline as it stands once outages are reckoned in. */
export interface Held {
  /** From where it counts. */
  readonly start: Start;
  readonly deadlineMs: number;
  /** The last outage that held it up; undefined: none did. */
  readonly outage: Outage | undefined;
}

/**
 * What outages do to deadlines. Nothing is lost in one: what was to come before it was over comes within the time of
 * recovery, from when the system answers again (contract: Deadlines).
 */
export class Outages {
  readonly #all: readonly Outage[];
  readonly #recoveryMs: number;
  readonly #lagNs: number;

  /**
   * `recoveryMs`: what the system declares. `lagNs`: so late the harness may have been to see that it answers again.
   * Faults of one patient's phone are none of the system.
   */
  constructor(faults: readonly FaultLine[], recoveryMs: number, lagNs = 0) {
    this.#all = faults
      .filter(({ fault, patient }) => patient === undefined && isOutage(fault))
      .toSorted((a, b) => a.from - b.from || a.seq - b.seq);
    this.#recoveryMs = recoveryMs;
    this.#lagNs = lagNs;
  }

  /** Where a deadline goes. `by`: when what it is about was in sight; an outage after that held nothing up. */
  held(start: Start, deadlineMs: number, by: Mono | null = null): Held {
    let held: Held = { start, deadlineMs, outage: undefined };
    for (const outage of this.#all) {
      if (by !== null && by <= outage.from) break;
      if (outage.until < start.from || outage.from > latestDeadline(held.start, held.deadlineMs)) continue;
      // One that was over before another that began sooner: the system answers again when the last of them is over.
      if (held.outage !== undefined && outage.until <= held.outage.until) continue;
      // Of what fell due while nobody was served it does not matter when: it counts from the end of that.
      const to = Math.max(start.to, outage.until + this.#lagNs);
      held = { start: { from: outage.until, to }, deadlineMs: this.#recoveryMs, outage };
    }
    return held;
  }

  /** The first outage that began then or later. */
  firstAfter(mono: Mono): Outage | undefined {
    return this.#all.find(({ from }) => from >= mono);
  }

  /** The first outage that began between the first and the last of these instants. */
  between(instants: readonly Mono[]): Outage | undefined {
    if (instants.length < 2) return undefined;
    const outage = this.firstAfter(Math.min(...instants));
    return outage !== undefined && outage.from < Math.max(...instants) ? outage : undefined;
  }
}

/** How long the deadline of what was held up is from where it counted at first, ms. */
export const wholeMs = ({ start, deadlineMs, outage }: Held, first: Start): number =>
  outage === undefined ? deadlineMs : Math.ceil((start.to - first.from) / NS_PER_MS) + deadlineMs;
