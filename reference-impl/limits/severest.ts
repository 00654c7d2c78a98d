import type { LimitFinding } from './evaluate-limits.ts';

type Code = LimitFinding['interpretation'];
const RANK: Readonly<Record<Code, number>> = { N: 0, H: 1, L: 1, HH: 2, LL: 2 };

/** The most severe of what several orders found; the first among equals. Undefined for none. */
export const severest = (findings: readonly LimitFinding[]): Code | undefined =>
  findings.reduce<Code | undefined>(
    (worst, f) => (worst === undefined || RANK[f.interpretation] > RANK[worst] ? f.interpretation : worst),
    undefined,
  );
