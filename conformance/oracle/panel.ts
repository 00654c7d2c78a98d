import type { OpLine } from '../history/lines.ts';
import type { Report, Sink } from './finding.ts';
import { judges } from './requirements/index.ts';
import type { Gathering, Judge, Out } from './requirements/judge.ts';

/** Where the findings of all judges go. */
export interface Findings extends Sink {
  /** Counts one more that was met without reservation, where that is enough; false: it must be reported. */
  met(requirement: string, lane: string, polarity: Report['polarity']): boolean;
}

type Place = readonly [Judge, Out];

/** A judge that a kind of fact concerns, with what it does about one. */
interface Seat<T> {
  readonly judge: Judge;
  readonly out: Out;
  readonly ask: (fact: T, out: Out) => void;
}

const BEYOND = 'too-many-states';

/**
 * The judges of one history, each with a place for its findings. A fact is put to all whom it concerns before the next
 * one is: a patient's facts are more than a processor keeps at hand, and every judge would walk through all of them.
 */
export class Panel {
  /** Judges that threw, with what they threw: they are asked no more. */
  readonly errors: Map<string, string>;
  readonly #places: readonly Place[];
  readonly #left = new Set<Judge>();
  readonly #answering: readonly Seat<OpLine>[];
  #isBeyond = false;

  /** `failed`: judges that threw before, by name. */
  constructor(ledger: Findings, failed: ReadonlyMap<string, string> = new Map()) {
    const all = judges();
    this.errors = new Map(failed);
    for (const judge of all) if (failed.has(judge.id)) this.#left.add(judge);
    this.#places = all.map((judge) => [
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
    this.#answering = this.asked((judge) => judge.answer);
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

  /**
   * Those that a kind of fact concerns. `about`: what a judge does about one, called without `this`; undefined: it is
   * not concerned.
   */
  asked<T>(about: (judge: Judge) => Seat<T>['ask'] | undefined): readonly Seat<T>[] {
    return this.#places.flatMap(([judge, out]) => {
      const ask = about(judge);
      return ask === undefined ? [] : [{ judge, out, ask }];
    });
  }

  /** An operation, to those that look at every one as it comes. */
  answer(op: OpLine): void {
    this.put(this.#answering, op);
  }

  /** What the judges have gathered, by their names. */
  gathered(): Map<string, unknown> {
    return new Map(
      this.#places.flatMap(([{ id, gathering }]) => (gathering === undefined ? [] : [[id, gathering.gathered()]])),
    );
  }

  /** By the names of judges: names for what was gathered of patients, as they grow. See Gathering. */
  gatheredNames(): Map<string, ReadonlySet<string>> {
    return new Map(
      this.#places.flatMap(([{ id, gathering }]) => (gathering === undefined ? [] : [[id, gathering.names]])),
    );
  }

  /** Asks for what only all patients together show. `all`: what was gathered, of each share of the history. */
  finish(all: readonly ReadonlyMap<string, unknown>[]): void {
    const finishing =
      ({ id }: Judge, gathering: Gathering): Seat<typeof all>['ask'] =>
      (shares, out) =>
        gathering.finish(
          shares.map((share) => share.get(id)),
          out,
        );
    const gatherers = this.asked((judge) =>
      judge.gathering === undefined ? undefined : finishing(judge, judge.gathering),
    );
    this.put(gatherers, all);
  }

  /** Puts facts of one kind to the judges, in their order. */
  putAll<T>(seats: readonly Seat<T>[], facts: Iterable<T>): void {
    for (const fact of facts) this.put(seats, fact);
  }

  put<T>(seats: readonly Seat<T>[], fact: T): void {
    for (const { judge, out, ask } of seats) {
      if (this.#left.size > 0 && this.#left.has(judge)) continue;
      try {
        ask(fact, out);
      } catch (error) {
        this.errors.set(judge.id, error instanceof Error ? error.message : String(error));
        this.#left.add(judge);
      }
    }
  }
}
