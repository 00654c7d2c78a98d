import { keyOf } from '../../../contract/domain/index.ts';
import type { Mono } from '../../history/lines.ts';
import type { OpOf } from '../record/patient-record.ts';
import { isJudged, JUDGED_SURFACE } from './surface.ts';

type Look = OpOf<'inbox.look'>;

/** A sentinel: an item caused on purpose, `sent` when its reading was, in sight on `surface` by `by`. */
export interface Sentinel {
  readonly surface: string;
  readonly sent: Mono;
  readonly by: Mono;
}

const NS_PER_S = 1e9;
const NEVER = -1;

const isComplete = (look: Look): boolean => look.outcome === 'ok' && look.output?.look?.complete === true;
const seconds = (mono: Mono): string => `${(mono / NS_PER_S).toFixed(3)} s`;

/** When the last complete looks at one surface began. */
class LastLooks {
  #global = NEVER;
  readonly #of = new Map<string, number>();

  add({ act, sent }: Look): void {
    if (act.patient === undefined) this.#global = Math.max(this.#global, sent);
    else this.#of.set(keyOf(act.patient), Math.max(this.#of.get(keyOf(act.patient)) ?? NEVER, sent));
  }

  at(patient: string): number {
    return Math.max(this.#global, this.#of.get(patient) ?? NEVER);
  }
}

/** What is proven of things not seen. See Absence. */
export interface Proofs {
  lastLook(patient: string): number;
  provesMissing(patient: string, deadline: number): boolean;
  provesAbsence(patient: string, settled: number, quietNs: number): boolean;
}

/**
 * What the looks at the In Basket prove of things not seen. A complete look that began after the deadline proves
 * that an item is missing. That no item comes at all needs more, of every judged surface by itself: a sentinel
 * caused after what might have raised the item, and in sight; one more complete look begun after both the
 * sentinel's sight and the quiet time; and a run that came to its end. Source: bindings 3.6.
 */
export class Absence implements Proofs {
  /** By surface, people's own In Baskets left out: those show what is theirs. */
  readonly #looks = new Map<string, LastLooks>();
  /** Judged surfaces that anybody looked at. */
  readonly #judged: readonly string[];
  readonly #sentinels: readonly Sentinel[];
  readonly #ended: boolean;

  constructor(looks: readonly Look[], sentinels: readonly Sentinel[], ended: boolean) {
    for (const look of looks) {
      const { surface, person } = look.act;
      if (person !== undefined) continue;
      const last = this.#looks.get(surface) ?? new LastLooks();
      this.#looks.set(surface, last);
      if (isComplete(look)) last.add(look);
    }
    this.#judged = [...this.#looks.keys()].filter(isJudged).toSorted();
    this.#sentinels = sentinels;
    this.#ended = ended;
  }

  /** Start of the last complete look, on any surface, that would have shown an item of this patient; −1: there was none. */
  lastLook(patient: string): number {
    return Math.max(NEVER, ...[...this.#looks.values()].map((last) => last.at(patient)));
  }

  /** A complete look began after `deadline` (monotonic) and did not show it. */
  provesMissing(patient: string, deadline: number): boolean {
    return this.lastLook(patient) > deadline;
  }

  /** Nothing came of what settled at `settled`, `quietNs` of silence being asked for. */
  provesAbsence(patient: string, settled: number, quietNs: number): boolean {
    if (!this.#ended || this.#judged.length === 0) return false;
    return this.#judged.every((surface) => this.#proves(surface, patient, settled, settled + quietNs));
  }

  /** What is missing to prove that nothing came of it, in words; empty when nothing is. */
  wants(patient: string, settled: number, quietNs: number): readonly string[] {
    return [
      ...(this.#ended ? [] : ['the history was cut off: the run did not come to its end']),
      ...(this.#judged.length === 0 ? [`nobody looked at ${JUDGED_SURFACE}`] : []),
      ...this.#judged.flatMap((surface) => this.#wantsOf(surface, patient, settled, settled + quietNs)),
    ];
  }

  #proves(surface: string, patient: string, settled: number, quietUntil: number): boolean {
    const look = this.#looks.get(surface)?.at(patient) ?? NEVER;
    if (look < quietUntil) return false;
    return this.#sentinels.some((s) => s.surface === surface && s.sent >= settled && s.by <= look);
  }

  #wantsOf(surface: string, patient: string, settled: number, quietUntil: number): string[] {
    const look = this.#looks.get(surface)?.at(patient) ?? NEVER;
    if (look < quietUntil)
      return [`on ${surface}: no complete look began after ${seconds(quietUntil)}, when the quiet time was over`];
    const caused = this.#sentinels.filter((s) => s.surface === surface && s.sent >= settled);
    if (caused.length === 0)
      return [`on ${surface}: no sentinel that was caused after ${seconds(settled)} came into sight`];
    const first = Math.min(...caused.map((s) => s.by));
    return first <= look
      ? []
      : [`on ${surface}: no complete look began after the sentinel was in sight (${seconds(first)})`];
  }
}
