import type { OrderVersion } from './order-history.ts';

/**
 * The version that holds at an instant: the last accepted of those whose instant has come. A later
 * version is a whole new state, so it also replaces one that was scheduled for a later instant.
 * Since a change that reaches back behind the version in force is refused (`effective-from.ts`), this is the one with
 * the greatest instant, as the contract says. Undefined before the first version's instant.
 */
export const versionInForce = (versions: readonly OrderVersion[], atMs: number): OrderVersion | undefined =>
  versions.findLast((v) => v.fromMs <= atMs);
