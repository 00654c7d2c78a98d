import { routesOf } from '../people/coverage-book.ts';
import { isOp } from '../record/patient-record.ts';
import { Choices } from './choices.ts';
import type { Course } from './course.ts';
import { ruleOnChange, takeVersion } from './order-step.ts';
import type { Proposal } from './raise.ts';
import { recipientsIn, turnsOf } from './route.ts';
import { inForceNow } from './standing.ts';
import { Step } from './step.ts';
import { type OrderOp, recipientOf } from './version.ts';

/** Everything that the course has taken so far came before what is taken now, and what is to come comes after it. */
const AFTER_ALL = Number.MAX_SAFE_INTEGER;

/** It can take effect after that monotonic instant. */
const mayCome = ({ outcome, settled }: OrderOp, from: number): boolean =>
  outcome === 'unknown' || (outcome === 'ok' && settled > from);

/** The course with what can be taken of an order by `to`, after the step: who is responsible may change before the item is raised. */
const courseAhead = (step: Step, order: string, to: number): Course => {
  const taken = new Set(step.course.state.orders.get(order)?.versions.map((v) => v.op));
  const coming = step.ambience
    .orderOps(order)
    .filter((op) => isOp(op, 'order.change') && op.sent <= to && mayCome(op, step.from) && !taken.has(op));
  if (coming.length === 0) return step.course;
  const ahead = step.course.copy();
  ahead.steps = AFTER_ALL;
  for (const op of coming) {
    const later = new Step(ahead, step.ambience, op, step.from, op.settled, new Choices());
    const { way, replay } = ruleOnChange(later, op);
    if (!replay && (way !== 'refuse' || op.outcome === 'ok')) takeVersion(later, op);
  }
  return ahead;
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
  const { order, rule, filing, version } = proposal;
  const seen = step.ambience.firstSight(order, rule, filing.keys, proposal);
  const to = Math.max(step.to, seen ?? step.raisedBy);
  const { low, high } = step.now;
  const raising = {
    step: AFTER_ALL,
    from: step.from,
    to,
    notBefore: low,
    ...(to > step.to ? {} : { notAfter: high }),
  };
  const course = courseAhead(step, order, to);
  const all = recipientsIn(course, step.ambience, order, (v) => v.order.responsible, raising);
  return step.pick(all) ?? recipientOf(version);
};
