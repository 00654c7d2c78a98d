import { CoverageBook, type CoverageOp, routesOf } from '../people/coverage-book.ts';
import { isOp } from '../record/patient-record.ts';
import { awaitOp } from './awaited.ts';
import { Choices } from './choices.ts';
import type { Course } from './course.ts';
import { ruleOnChange, takeVersion } from './order-step.ts';
import type { Proposal } from './raise.ts';
import { recipientsIn, turnsOf } from './route.ts';
import { inForceNow } from './standing.ts';
import { Step } from './step.ts';
import type { OrderOp } from './version.ts';

/** Everything that the course has taken so far came before what is taken now, and what is to come comes after it. */
const AFTER_ALL = Number.MAX_SAFE_INTEGER;

/** It can take effect after that monotonic instant. */
const mayCome = ({ outcome, settled }: OrderOp, from: number): boolean =>
  outcome === 'unknown' || (outcome === 'ok' && settled > from);

/** What can still be taken of an order by `to`, after the step: who is responsible may change before the item is raised. */
const comingOf = (step: Step, order: string, to: number): readonly OrderOp[] => {
  const taken = new Set(step.course.state.orders.get(order)?.versions.map((v) => v.op));
  return step.ambience
    .orderOps(order)
    .filter((op) => isOp(op, 'order.change') && op.sent <= to && mayCome(op, step.from) && !taken.has(op));
};

/** The course with that taken. */
const courseAhead = (step: Step, coming: readonly OrderOp[]): Course => {
  if (coming.length === 0) return step.course;
  const ahead = step.course.copy();
  ahead.steps = AFTER_ALL;
  for (const op of coming) {
    const by = op.outcome === 'ok' ? op.settled : Number.POSITIVE_INFINITY;
    const later = new Step(ahead, step.ambience, op, step.from, by, new Choices());
    const { way, replay } = ruleOnChange(later, op);
    if (!replay && (way !== 'refuse' || op.outcome === 'ok')) takeVersion(later, op);
  }
  return ahead;
};

/** Absences that can still be stated by `to`. */
const statedAhead = ({ ambience, course }: Step, to: number): readonly CoverageOp[] => {
  const taken = new Set([...course.state.coverage.values()].flat().map((s) => s.op));
  return ambience.coverage.all.filter((op) => op.sent <= to && !taken.has(op));
};

/**
 * The In Basket that an item of an order goes to if it is raised by the very filing. What is open of the moment is
 * decided as finely as that needs, for the rest of the step.
 */
export const recipientAtFiling = (step: Step, order: string): string | undefined => {
  const { orders, coverage } = step.course.state;
  const state = orders.get(order);
  if (state === undefined) return undefined;
  for (const turn of turnsOf(step.course, order)) if (!step.isPast(turn - 1n)) break;
  const version = inForceNow(step, state) ?? state.versions[0];
  if (version === undefined) return undefined;
  const stated = (person: string) => (coverage.get(person) ?? []).slice(-1);
  return step.pick(routesOf(version.order.responsible, step.now, stated));
};

/**
 * The In Basket that an item goes to, raised between the filing and its coming into sight, or, where nobody saw it, until
 * it had to be raised. Where several are right, the course takes one.
 */
export const recipientWhenRaised = (step: Step, proposal: Proposal): string => {
  const { order, rule, filing } = proposal;
  const seen = step.ambience.firstSight(order, rule, filing.keys, proposal, step.from);
  const to = Math.max(step.to, seen ?? step.raisedBy);
  const { low, high } = step.now;
  const raising = {
    step: AFTER_ALL,
    from: step.from,
    to,
    notBefore: low,
    ...(to > step.to ? {} : { notAfter: high }),
  };
  const changes = comingOf(step, order, to);
  const stated = statedAhead(step, to);
  const by = (orders: readonly OrderOp[], absences: readonly CoverageOp[]): readonly string[] => {
    const coverage = new CoverageBook();
    for (const op of absences) coverage.add(op);
    const ambience = { ...step.ambience, coverage };
    return recipientsIn(courseAhead(step, orders), ambience, order, (v) => v.order.responsible, raising);
  };
  const recipient = step.pick(by(changes, stated));
  if (changes.length + stated.length === 0 || by([], []).includes(recipient)) return recipient;
  const causes = [
    ...changes.filter((op) => by([op], []).includes(recipient)),
    ...stated.filter((op) => by([], [op]).includes(recipient)),
  ];
  const [cause] = causes;
  if (cause !== undefined && causes.length === 1) awaitOp(step.course, cause, to);
  return recipient;
};
