import type { OpLine } from '../../history/lines.ts';
import { Course } from '../course/course.ts';
import type { AnyRuling } from '../course/effect.ts';
import { decided } from './decided.ts';
import { applied, appliedAlone, type Entry, gaps, type Setting } from './entry.ts';
import type { Proof } from './evidence.ts';
import { bearingOn, type Reach } from './interact.ts';
import { joined, merge, signature } from './join.ts';
import type { Effect } from './plan.ts';

/** Courses kept side by side. Past that the rest is MAY, and counted. Source: architecture, The oracle, Bounded. */
export const MOST_COURSES = 64;

/** Once there were more, nothing is certain, and a few are enough to tell of. */
const ONCE_BEYOND = 4;

/** Effects that may come and tell which course it was, before what had to be answered is decided. */
const PATIENCE = 8;

/** What came of exploring: every course that can have been, and what had to be answered to each operation. */
export interface Explored {
  readonly courses: readonly Course[];
  readonly rulings: ReadonlyMap<OpLine, readonly AnyRuling[]>;
  /** There were more courses than are kept: nothing of them is certain. */
  readonly overflow: boolean;
}

const least = (entries: readonly Entry[], count: (e: Entry) => number): readonly Entry[] => {
  const counts = entries.map(count);
  const low = Math.min(...counts);
  return entries.filter((_, i) => counts[i] === low);
};

/** What is sent at that very instant may still be the answer to an optional one. */
const isOver = ({ to, optional }: Effect, mono: number): boolean =>
  Number.isFinite(to) && (optional ? to < mono : to <= mono);

/** What was never answered is closed after what ends with it: that is its repetition, by which the reading is then told of. */
const comesFirst = (a: Effect, b: Effect): boolean => a.to < b.to || (a.to === b.to && b.optional && !a.optional);

/** Nothing was said yet, and nothing is open that has happened. */
const NOTHING: Omit<Entry, 'course'> = { applied: new Set(), told: [], faults: [], unexplained: 0 };

/**
 * Lets effects happen in every order that their intervals allow, and keeps the courses that explain the
 * outcomes. An effect is placed no earlier than another one, or its own end, makes it matter.
 */
export class Explorer {
  readonly #setting: Setting;
  readonly #reach: Reach;
  readonly #rulings = new Map<OpLine, readonly AnyRuling[]>();
  #entries: readonly Entry[] = [{ course: new Course(), ...NOTHING }];
  #open: Effect[] = [];
  readonly #proofs: Proof[];
  #overflow = false;
  #rests = 0;

  /** `proofs` in the order of the sights. */
  constructor(setting: Setting, reach: Reach, proofs: readonly Proof[]) {
    this.#setting = setting;
    this.#reach = reach;
    this.#proofs = [...proofs];
  }

  /** Courses that are kept now. */
  get #most(): number {
    return this.#overflow ? ONCE_BEYOND : MOST_COURSES;
  }

  /** `effects` in the order of sending. */
  explore(effects: readonly Effect[]): Explored {
    for (const effect of effects) {
      this.#settleUntil(effect.from);
      this.#open.push(effect);
    }
    this.#settleUntil(Number.POSITIVE_INFINITY);
    this.#letOthersHappen();
    this.#quiet();
    return { courses: this.#entries.map((e) => e.course), rulings: this.#rulings, overflow: this.#overflow };
  }

  #settleUntil(mono: number): void {
    for (;;) {
      let next: Effect | undefined;
      for (const effect of this.#open)
        if (isOver(effect, mono) && (next === undefined || comesFirst(effect, next))) next = effect;
      const proof = this.#proofs[0];
      if (proof !== undefined && proof.by < mono && (next === undefined || proof.by <= next.to)) this.#prove(proof);
      else if (next === undefined) return;
      else this.#settle(next);
    }
  }

  /**
   * By its end an effect has happened in every course; what bears on it may have happened before it. Also where nobody
   * answered it, and it has an end: then the same was answered later, and it changed nothing if it came right after that.
   */
  #settle(effect: Effect): void {
    if (this.#open.length === 1 && this.#settleAlone(effect)) return;
    const others = bearingOn(effect, this.#open, this.#reach);
    const done: Entry[] = [];
    for (const entry of this.#entries)
      if (entry.applied.has(effect)) done.push(entry);
      else if (others.length === 0) done.push(...this.#apply(entry, effect, effect.to));
      else done.push(...this.#before(entry, others, effect, effect.to));
    this.#entries = done;
    this.#close(effect);
  }

  /**
   * One course, nothing undecided, nothing else in flight, no question left open: so it is with most readings, and
   * what had to be answered is decided at once. False: it is not so, and nothing has happened.
   */
  #settleAlone(effect: Effect): boolean {
    const [entry] = this.#entries;
    const [op] = effect.ops;
    if (entry === undefined || op === undefined) return false;
    // Where something was said since all was quiet, it may have happened in it.
    if (this.#entries.length > 1 || effect.ops.length > 1 || entry.told.length > 0) return false;
    const ruling = appliedAlone(entry.course, op, effect, this.#setting);
    if (ruling === undefined) {
      this.#entries = [{ ...entry, course: entry.course.copyAtMark() }];
      return false;
    }
    entry.course.settle();
    this.#rulings.set(op, [ruling]);
    this.#open = [];
    return true;
  }

  /** By now one of several attempts has filed what was seen. */
  #prove(proof: Proof): void {
    this.#proofs.shift();
    // What was sent earlier took effect before the sight, not at its very instant.
    const isFiled = ({ course }: Entry): boolean => {
      const filing = course.filing(proof.key);
      const first = filing?.contents[0];
      return (
        filing !== undefined && (first === undefined || first.moment.from < proof.by || first.by.sent === proof.by)
      );
    };
    const attempts = this.#open.filter((e) => e.ops.some((op) => proof.attempts.some((a) => a === op)));
    const done: Entry[] = [];
    for (const entry of this.#entries) {
      if (isFiled(entry)) {
        done.push(entry);
        continue;
      }
      const ways = attempts
        .filter((e) => !entry.applied.has(e))
        .flatMap((e) => this.#before(entry, bearingOn(e, this.#open, this.#reach), e, Math.min(e.to, proof.by)));
      const filed = ways.filter(isFiled);
      done.push(...(filed.length > 0 ? filed : [{ ...entry, unexplained: entry.unexplained + 1 }]));
    }
    this.#keep(done);
  }

  /** Nothing more is to be said of an effect. */
  #close(effect: Effect): void {
    this.#open = this.#open.filter((o) => o !== effect);
    this.#keep(this.#entries);
    if (this.#open.length === 0) this.#rest();
  }

  /** The effect after every choice and order of the others that have not happened yet. */
  #before(entry: Entry, others: readonly Effect[], effect: Effect, by: number): Entry[] {
    return this.#afterAny(entry, others, by).flatMap((state) => this.#apply(copied(state), effect, by));
  }

  /** The entry, and what it becomes by any choice of effects in any order; equal ones once, with the moments of all. */
  #afterAny(entry: Entry, effects: readonly Effect[], by: number): Entry[] {
    const all: Entry[] = [entry];
    const known = new Map<string, Entry>();
    // What is added is gone through in its turn.
    for (const state of all)
      for (const effect of effects) {
        if (state.applied.has(effect)) continue;
        if (all.length > this.#most * 4) {
          this.#overflow = true;
          return all;
        }
        for (const next of this.#apply(copied(state), effect, Math.min(by, effect.to))) {
          const key = signature(next, effects);
          const same = known.get(key);
          // It is not gone on from yet: that comes after all that as many effects lead to.
          if (same !== undefined) merge(same.course, next.course);
          else {
            known.set(key, next);
            all.push(next);
          }
        }
      }
    return all;
  }

  #apply(entry: Entry, effect: Effect, by: number): readonly Entry[] {
    const { entries, cut } = applied(entry, effect, by, this.#setting);
    if (cut) this.#overflow = true;
    return entries;
  }

  /** Keeps the courses that explain most, and those that explain all but one operation more. */
  #keep(entries: readonly Entry[]): void {
    const low = Math.min(...entries.map(gaps));
    const kept = joined(
      entries.filter((e) => gaps(e) <= low + 1),
      this.#open,
    );
    if (kept.length > this.#most) this.#overflow = true;
    this.#entries = kept.slice(0, this.#most);
    const [only, ...others] = kept;
    if (others.length === 0) only?.course.settle();
  }

  /** What was never answered may have happened after everything else, or never. */
  #letOthersHappen(): void {
    this.#keep(this.#entries.flatMap((entry) => this.#afterAny(entry, this.#open, Number.POSITIVE_INFINITY)));
  }

  /** Nothing is in flight. What comes next may still tell which of several courses it was: it is waited for a while. */
  #rest(): void {
    this.#rests = this.#entries.length === 1 ? PATIENCE : this.#rests + 1;
    if (this.#rests >= PATIENCE) this.#quiet();
  }

  /**
   * Nothing is in flight: what had to be answered is now decided. To one operation: by the courses that
   * explain all the others best, its own outcome left out of account.
   */
  #quiet(): void {
    this.#rests = 0;
    for (const [op, rulings] of decided(this.#entries)) this.#rulings.set(op, rulings);
    const kept = least(this.#entries, gaps);
    this.#entries = joined(
      kept.map(({ course }) => ({ course, ...NOTHING })),
      [],
    );
  }
}

const copied = (entry: Entry): Entry => ({ ...entry, course: entry.course.copy() });
