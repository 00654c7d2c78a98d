import { addDays, DAY_MS, type EpochMs, localDate, MINUTE_MS } from '../../simulator/clock.ts';
import type { Scenario } from './document/scenario.ts';
import type { LanePlan } from './plan/planned-act.ts';
import type { SutProfile } from '../sut/profile.ts';

/** No item is raised for a reading older than this (contract: Evaluation). */
const ITEM_DAYS = 7;
/** What means the same when it is done now about days that have passed. A later version of an order holds from now on. */
const NEEDS_CLOCK: ReadonlySet<string> = new Set(['order.change']);

/** A start in real time for a lane on a SUT without a test clock, or why there is none. */
export type RealStart = { readonly start: string } | { readonly reason: string };

/**
 * Without a test clock a scenario is played back-dated, its last day ending now: orders that began in
 * the past and readings that come late. Permission is judged when a reading is submitted and acts of
 * people are done when they are done, so both keep their order; a change of an order is what needs
 * the clock, and more than a week is more than items are raised for.
 */
export const realStart = (scenario: Scenario, plan: LanePlan, profile: SutProfile, now: EpochMs): RealStart => {
  const first = plan.acts[0]?.at ?? 0;
  const last = plan.acts.at(-1)?.at ?? 0;
  const days = Math.ceil((last - first) / DAY_MS) + 1;
  const allowed = Math.min(ITEM_DAYS, profile.policies.backdateDays);
  if (days > allowed)
    return { reason: `no test clock: the scenario lasts ${days} days, and ${allowed} can be played back-dated` };
  for (const { step } of plan.acts)
    if (step.kind === 'act' && NEEDS_CLOCK.has(step.act.op))
      return { reason: `no test clock: ${step.act.op} cannot be played back-dated` };
  // Whole days, so that the clocks on the walls stay; the last act lies behind us by the SUT's clock, too.
  const start = localDate(first, scenario.zone);
  const behind = now - MINUTE_MS - last;
  return { start: addDays(start, Math.floor(behind / DAY_MS)) };
};
