import type { Order } from '../../contract/domain/order.ts';
import type { RepeatedRule } from '../../contract/domain/rule.ts';
import type { z } from 'zod';
import { alertsOn } from './alerts-on.ts';
import { durationMs } from './window.ts';

/** The rule on repetition of an order version, where abnormal readings raise an item only by it. */
export const repeatedRule = (order: Pick<Order, 'rules'>): z.infer<typeof RepeatedRule> | undefined =>
  alertsOn(order) === 'repeated' ? order.rules.find((rule) => rule.kind === 'repeated') : undefined;

/** An abnormal reading in no item yet, with the rule of the version that evaluated it. */
export interface Candidate {
  readonly effectiveMs: number;
  readonly rule: z.infer<typeof RepeatedRule>;
}

/** Whether readings, in order of time, lie in one window of the rule that evaluated the last of them. */
export const inOneWindow = (members: readonly Candidate[]): boolean => {
  const [first, last] = [members[0], members.at(-1)];
  return (
    first !== undefined && last !== undefined && last.effectiveMs - first.effectiveMs <= durationMs(last.rule.window)
  );
};

/** Whether the readings that make an item, as they are now, still make it. */
export const stillRepeats = (members: readonly Candidate[], count: number | undefined): boolean =>
  members.length === count && inOneWindow(members);

/**
 * The first item that candidates, in order of time (ties by identifier), form: the earliest of them from which on n
 * lie in one window; n and window are those of the version that evaluated the last. `mayRaise`: of the last one.
 */
export const formRepeated = <C extends Candidate>(
  candidates: readonly C[],
  mayRaise: (last: C) => boolean,
): readonly C[] | undefined => {
  for (let first = 0; first < candidates.length; first += 1)
    for (let last = first + 1; last < candidates.length; last += 1) {
      const members = candidates.slice(first, last + 1);
      const end = candidates[last];
      if (end?.rule.count === members.length && inOneWindow(members) && mayRaise(end)) return members;
    }
  return undefined;
};
