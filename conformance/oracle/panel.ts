import type { OpLine } from '../history/lines.ts';
import type { Ledger } from './ledger.ts';
import { judges } from './requirements/index.ts';
import type { Judge, Out } from './requirements/judge.ts';

type Seat = readonly [Judge, Out];

const BEYOND = 'too-many-states';

/**
 * The judges of one history, each with a place for its findings. A fact is put to all whom it concerns before the next
 * one is: a patient's facts are more than a processor keeps at hand, and every judge would walk through all of them.
 */
export class Panel {
  /** Judges that threw, with what they threw: they are asked no more. */
  readonly errors: Map<string, string>;
  readonly #seats: readonly Seat[];
  readonly #left = new Set<Judge>();
  readonly #answering: readonly Seat[];
  #isBeyond = false;

  /** `failed`: judges that threw before, by name. */
  constructor(ledger: Ledger, failed: ReadonlyMap<string, string> = new Map()) {
    const all = judges();
    this.errors = new Map(failed);
    for (const judge of all) if (failed.has(judge.id)) this.#left.add(judge);
    this.#seats = all.map((judge) => [
      judge,
      {
        met: (lane, polarity) => {
          if (!this.#isBeyond) return ledger.met(judge.id, lane, polarity);
          ledger.may(judge.id, lane, BEYOND);
          return true;
        },
        report: (report) => {
          if (this.#isBeyond) ledger.may(judge.id, report.lane, BEYOND);
          else ledger.report(judge.id, report);
        },
        may: (lane, why) => ledger.may(judge.id, lane, this.#isBeyond ? BEYOND : why),
      },
    ]);
    this.#answering = this.asked((judge) => judge.answer !== undefined);
  }

  /**
   * Of a patient with more states than are followed: what the judges find in `put` is counted as MAY and as overflow,
   * whatever it is, because another state may have called for it. Source: architecture, The oracle, Bounded.
   */
  beyond(isBeyond: boolean, put: () => void): void {
    this.#isBeyond = isBeyond;
    put();
    this.#isBeyond = false;
  }

  /** Those that a kind of fact concerns. */
  asked(concerns: (judge: Judge) => boolean): readonly Seat[] {
    return this.#seats.filter(([judge]) => concerns(judge));
  }

  /** An operation, to those that look at every one as it comes. */
  answer(op: OpLine): void {
    this.put(this.#answering, op, (judge, fact, out) => judge.answer?.(fact, out));
  }

  /** What the judges have gathered, by their names. */
  gathered(): Map<string, unknown> {
    return new Map(this.#gatherers().map(([{ id, gathering }]) => [id, gathering?.gathered()]));
  }

  /** Asks for what only all patients together show. `all`: what was gathered, of each share of the history. */
  finish(all: readonly ReadonlyMap<string, unknown>[]): void {
    this.putAll(this.#gatherers(), [all], ({ id, gathering }, shares, out) =>
      gathering?.finish(
        shares.map((share) => share.get(id)),
        out,
      ),
    );
  }

  #gatherers(): readonly Seat[] {
    return this.asked((judge) => judge.gathering !== undefined);
  }

  /** Puts facts of one kind to the judges, in their order. */
  putAll<T>(seats: readonly Seat[], facts: Iterable<T>, ask: (judge: Judge, fact: T, out: Out) => void): void {
    for (const fact of facts) this.put(seats, fact, ask);
  }

  put<T>(seats: readonly Seat[], fact: T, ask: (judge: Judge, fact: T, out: Out) => void): void {
    for (const [judge, out] of seats) {
      if (this.#left.size > 0 && this.#left.has(judge)) continue;
      try {
        ask(judge, fact, out);
      } catch (error) {
        this.errors.set(judge.id, error instanceof Error ? error.message : String(error));
        this.#left.add(judge);
      }
    }
  }
}
