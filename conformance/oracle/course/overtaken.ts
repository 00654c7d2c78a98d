import { isInError, type OrderVersion } from './version.ts';

/** Answers what intervals leave open; what it has answered of a version it does not contradict later. */
export interface Chooser {
  /** Whether the version holds from an instant that is not after `at`. */
  beganBy(version: OrderVersion, at: bigint): boolean;
  /** Whether it was taken before `at`. */
  takenBefore(version: OrderVersion, at: bigint): boolean;
  /** Whether a version that was overtaken holds all the same; asked again it says the same. */
  holdsStill(version: OrderVersion): boolean;
}

/** Whether a version that was accepted later has at least the instant of the one before. */
const isNotBefore = (chooser: Chooser, later: OrderVersion, earlier: OrderVersion): boolean => {
  if (later.byAcceptance && earlier.byAcceptance) return true;
  return earlier.byAcceptance
    ? chooser.beganBy(earlier, later.from.low)
    : !chooser.beganBy(later, earlier.from.low - 1n);
};

/** Whether a version was still to come when another with an earlier instant was accepted after it. */
const isOvertaken = (chooser: Chooser, version: OrderVersion, by: OrderVersion): boolean => {
  if (isInError(by) || version.byAcceptance) return false;
  const at = version.from.low;
  return chooser.beganBy(by, at - 1n) && chooser.takenBefore(by, at);
};

/**
 * Of the versions that hold: the one with the greatest instant, the later accepted of equal ones. Where one was
 * overtaken before its instant came, the contract leaves open whether it holds all the same; one system does
 * either, for good. `holding` in the order of acceptance.
 */
export const greatest = (chooser: Chooser, holding: readonly OrderVersion[]): OrderVersion | undefined => {
  let left = holding;
  for (;;) {
    const [first, ...rest] = left;
    if (first === undefined) return undefined;
    const top = rest.reduce((best, version) => (isNotBefore(chooser, version, best) ? version : best), first);
    const later = holding.slice(holding.indexOf(top) + 1);
    if (!later.some((version) => isOvertaken(chooser, top, version))) return top;
    if (chooser.holdsStill(top)) return top;
    left = left.filter((version) => version !== top);
  }
};
