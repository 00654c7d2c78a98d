import { after, both, notAfter, type Tri } from '../time/span.ts';
import { isInError, type OrderVersion } from './version.ts';

/** Answers what intervals leave open. */
export interface Chooser {
  decide(tri: Tri): boolean;
  pick<T>(alternatives: readonly T[]): T | undefined;
}

/** Whether a version that was accepted later has at least the instant of the one before. */
const isNotBefore = (chooser: Chooser, later: OrderVersion, earlier: OrderVersion): boolean =>
  (later.byAcceptance && earlier.byAcceptance) || chooser.decide(notAfter(earlier.from, later.from));

/** Whether a version was still to come when another with an earlier instant was accepted after it. */
const isOvertaken = (chooser: Chooser, version: OrderVersion, by: OrderVersion): boolean => {
  if (isInError(by) || (version.byAcceptance && by.byAcceptance)) return false;
  return chooser.decide(both(after(version.from, by.from), after(version.from, by.moment.now)));
};

/**
 * Of the versions that hold: the one with the greatest instant, the later accepted of equal ones. Where one was
 * overtaken before its instant came, the contract leaves open whether it holds all the same, each time that it is
 * asked. `holding` in the order of acceptance.
 */
export const greatest = (chooser: Chooser, holding: readonly OrderVersion[]): OrderVersion | undefined => {
  let left = holding;
  for (;;) {
    const [first, ...rest] = left;
    if (first === undefined) return undefined;
    const top = rest.reduce((best, version) => (isNotBefore(chooser, version, best) ? version : best), first);
    const later = holding.slice(holding.indexOf(top) + 1);
    if (!later.some((version) => isOvertaken(chooser, top, version))) return top;
    if (chooser.pick([true, false]) === true) return top;
    left = left.filter((version) => version !== top);
  }
};
