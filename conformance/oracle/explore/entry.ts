import type { OpLine } from '../../history/lines.ts';
import type { ActedOn } from '../course/act-step.ts';
import type { Ambience } from '../course/ambience.ts';
import { Choices, nextScript } from '../course/choices.ts';
import type { Course } from '../course/course.ts';
import { type Fingerprint, mix } from '../course/fingerprint.ts';
import { measuredAt } from '../course/same-as.ts';
import { missed } from '../course/awaited.ts';
import { type AnyRuling, takeEffect } from '../course/effect.ts';
import { fits, refuse } from '../course/ruling.ts';
import { Step } from '../course/step.ts';
import { isOp } from '../record/patient-record.ts';
import type { Span } from '../time/span.ts';
import type { Effect } from './plan.ts';
import { readingKey } from '../record/kept-reading.ts';

/** One course under way, since the last moment at which nothing was in flight. */
export interface Entry {
  readonly course: Course;
  /** Effects that are open and have happened in it. */
  readonly applied: ReadonlySet<Effect>;
  /** The last that was said: one, or, where equal courses were joined, one of each. */
  readonly told: readonly Told[];
  /** Units whose outcome is not what this course says. */
  readonly faults: readonly OpLine[];
  /** Things seen that came about in no way in this course. */
  readonly unexplained: number;
}

/** How little a course explains. */
export const gaps = ({ faults, unexplained }: Entry): number => faults.length + unexplained;

/** What a course says of one operation, and of those before it: lists that courses share as far as they are one. */
export class Told {
  readonly op: OpLine;
  /** What stands or falls with it: itself, or the first entry of its message or transaction. */
  readonly unit: OpLine;
  readonly ruling: AnyRuling;
  readonly before: readonly Told[];
  /** Equal for lists that say the same, in whatever order. */
  readonly print: Fingerprint;

  constructor(op: OpLine, unit: OpLine, ruling: AnyRuling, before: readonly Told[]) {
    this.op = op;
    this.unit = unit;
    this.ruling = ruling;
    this.before = before;
    // One by one: a long list would be too deep to be followed at the end.
    this.print = { a: 0, b: 0 };
    for (const { print } of before) {
      this.print.a = (this.print.a + print.a) | 0;
      this.print.b = (this.print.b + print.b) | 0;
    }
    const { way, replay, grounds } = ruling;
    mix(this.print, `${op.seq}${way}${replay ? 'r' : ''}${grounds[0]?.cause ?? ''}`, 1);
  }
}

/** What applying an effect needs to know beside the course. */
export interface Setting {
  readonly ambience: Ambience;
  readonly acted: (op: OpLine) => ActedOn | undefined;
  /** Every reading bears on every other (see interact.ts). */
  readonly inSequence: boolean;
  /** Forks of one step; more of them are left out, and `cut` says so. */
  readonly most: number;
}

/**
 * Something was seen of it, and here there is nothing to be seen: it was refused, or is in quarantine. A control result
 * that is kept apart may be found, so that it was seen says that it was taken.
 */
const isUnexplained = (op: OpLine, course: Course, effect: Effect): boolean => {
  if (!effect.seen.has(op) || !isOp(op, 'reading.submit')) return false;
  return course.filing(readingKey(op.act.reading)) === undefined;
};

/** What refuses one entry of a whole refuses the others. */
const together = (rulings: readonly AnyRuling[]): readonly AnyRuling[] => {
  const bad = rulings.find((r) => r.way === 'refuse');
  if (bad === undefined) return rulings;
  const grounds = bad.grounds.map((g) => ({
    ...g,
    cause: 'sibling',
    why: `another entry of the same message: ${g.why}`,
  }));
  return rulings.map((r) => (r.way === 'refuse' ? r : refuse(...grounds)));
};

/** Monotonic: an effect comes no earlier than what it comes after. Readings that have nothing to do with one another have no order. */
const lowOf = (course: Course, op: OpLine, inSequence: boolean): number => {
  if (inSequence || !isOp(op, 'reading.submit')) return course.low;
  const { reading } = op.act;
  const measured = measuredAt(reading);
  const twins = measured === undefined ? [] : (course.state.measured.get(measured) ?? []);
  // What stands under its identifier, and under others for the same measurement, decides what becomes of it.
  const before = [readingKey(reading), ...twins].flatMap(
    (key) => course.filing(key)?.contents.at(-1)?.moment.from ?? [],
  );
  return Math.max(course.gateLow, ...before);
};

const stepOf = (
  course: Course,
  op: OpLine,
  effect: Effect,
  by: number,
  setting: Setting,
  choices: Choices,
  now?: Span,
): Step =>
  new Step(
    course,
    setting.ambience,
    op,
    Math.max(lowOf(course, op, setting.inSequence), effect.from),
    by,
    choices,
    now,
    effect.from,
  );

const each = (course: Course, effect: Effect, by: number, setting: Setting, choices: Choices): readonly AnyRuling[] => {
  let now: Span | undefined;
  return effect.ops.map((op) => {
    const step = stepOf(course, op, effect, by, setting, choices, now);
    const ruling = takeEffect(step, setting.acted);
    ({ now } = step);
    return ruling;
  });
};

/**
 * One operation taking effect in a course by itself, where nothing else is in flight. Undefined: it left questions
 * open, and the course is as it was when it was marked only in a copy (see Course.copyAtMark).
 */
export const appliedAlone = (course: Course, op: OpLine, effect: Effect, setting: Setting): AnyRuling | undefined => {
  course.mark();
  const choices = new Choices();
  const ruling = takeEffect(stepOf(course, op, effect, effect.to, setting, choices), setting.acted);
  return choices.asked.length === 0 ? ruling : undefined;
};

/** As it would be with every entry taken: what the first files the next may find. */
const unanswered = (effect: Effect): Effect => ({
  ...effect,
  ops: effect.ops.map((op): OpLine => ({ ...op, outcome: 'unknown' })),
});

/** A message or transaction: what refuses one of its entries refuses them all. */
const asWhole = (
  course: Course,
  effect: Effect,
  by: number,
  setting: Setting,
  choices: Choices,
): readonly AnyRuling[] => {
  const isAny = (outcome: OpLine['outcome']): boolean => effect.ops.some((op) => op.outcome === outcome);
  if (isAny('ok')) return together(each(course, effect, by, setting, choices));
  // Not answered with success: if an entry is bad, none of them was taken, so it is tried on a copy.
  const trial = course.copy();
  const tried = each(trial, unanswered(effect), by, setting, choices);
  // What was let in on the copy is let in by the same answers: asked anew, one entry could be refused after all.
  if (!isAny('refused') && tried.every((r) => r.way !== 'refuse'))
    return each(course, effect, by, setting, new Choices(choices.asked.map(({ taken }) => taken)));
  // It was ruled on all the same: what comes next comes after it.
  course.steps = trial.steps;
  course.low = trial.low;
  return together(tried);
};

const run = (entry: Entry, course: Course, effect: Effect, by: number, setting: Setting, choices: Choices): Entry => {
  const { ops, whole } = effect;
  const missedBefore = missed(course);
  const ruled = (whole ? asWhole : each)(course, effect, by, setting, choices);
  let said = entry.told;
  const faults = [...entry.faults];
  let unexplained = entry.unexplained + missed(course) - missedBefore;
  ops.forEach((op, i) => {
    const ruling = ruled[i];
    if (ruling === undefined) return;
    const unit = (whole ? ops[0] : undefined) ?? op;
    said = [new Told(op, unit, ruling, said)];
    if (!fits(ruling, op.outcome) && !faults.includes(unit)) faults.push(unit);
    if (isUnexplained(op, course, effect)) unexplained += 1;
  });
  return { course, applied: new Set(entry.applied).add(effect), told: said, faults, unexplained };
};

/**
 * Every course that an effect leads to. The entry's own course becomes the first of them, so give a copy
 * where the entry is still needed. `by`: it has happened by then, at the latest at its own end.
 */
export const applied = (
  entry: Entry,
  effect: Effect,
  by: number,
  setting: Setting,
): { readonly entries: readonly Entry[]; readonly cut: boolean } => {
  const { course } = entry;
  course.mark();
  const first = new Choices();
  const entries = [run(entry, course, effect, by, setting, first)];
  let script = nextScript(first.asked);
  let before: Course | undefined;
  while (script !== undefined) {
    if (entries.length >= setting.most) return { entries, cut: true };
    before ??= course.copyAtMark();
    const choices: Choices = new Choices(script);
    entries.push(run(entry, before.copy(), effect, by, setting, choices));
    script = nextScript(choices.asked);
  }
  return { entries, cut: false };
};
