import { routesOf } from '../people/coverage-book.ts';
import type { Proposal } from './raise.ts';
import { recipientsIn, turnsOf } from './route.ts';
import { inForceNow } from './standing.ts';
import type { Step } from './step.ts';
import { recipientOf } from './version.ts';

/** Everything that the course has taken so far came before what is taken now. */
const AFTER_ALL = Number.POSITIVE_INFINITY;

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
  const all = recipientsIn(step.course, step.ambience, order, (v) => v.order.responsible, raising);
  return step.pick(all) ?? recipientOf(version);
};
