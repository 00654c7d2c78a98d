import { keyOf } from '../../../contract/domain/index.ts';
import type { OpOf } from '../record/patient-record.ts';

type Look = OpOf<'inbox.look'>;

/** A sentinel: an item caused on purpose, `sent` when its reading was, in sight by `by`. */
export interface Sentinel {
  readonly sent: number;
  readonly by: number;
}

const isComplete = (look: Look): boolean => look.outcome === 'ok' && look.output?.look?.complete === true;

/**
 * What the looks at the In Basket prove of things not seen. A complete look that began after the
 * deadline proves that an item is missing; that no item comes at all needs quiet time, a sentinel
 * seen afterwards, one more complete look, and a run that came to its end.
 */
export class Absence {
  readonly #lastGlobal: number;
  readonly #lastOf = new Map<string, number>();
  readonly #sentinels: readonly Sentinel[];
  readonly #ended: boolean;

  constructor(looks: readonly Look[], sentinels: readonly Sentinel[], ended: boolean) {
    let global = -1;
    for (const look of looks) {
      if (!isComplete(look) || look.act.person !== undefined) continue;
      if (look.act.patient === undefined) global = Math.max(global, look.sent);
      else {
        const key = keyOf(look.act.patient);
        this.#lastOf.set(key, Math.max(this.#lastOf.get(key) ?? -1, look.sent));
      }
    }
    this.#lastGlobal = global;
    this.#sentinels = sentinels;
    this.#ended = ended;
  }

  /** Start of the last complete look that would have shown an item of this patient; −1: there was none. */
  lastLook(patient: string): number {
    return Math.max(this.#lastGlobal, this.#lastOf.get(patient) ?? -1);
  }

  /** A complete look began after `deadline` (monotonic) and did not show it. */
  provesMissing(patient: string, deadline: number): boolean {
    return this.lastLook(patient) > deadline;
  }

  /** Nothing came of what settled at `settled`, `quietNs` of silence being asked for. */
  provesAbsence(patient: string, settled: number, quietNs: number): boolean {
    const look = this.lastLook(patient);
    if (!this.#ended || look < settled + quietNs) return false;
    return this.#sentinels.some((s) => s.sent >= settled && s.by <= look);
  }
}
