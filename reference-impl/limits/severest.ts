import type { LimitFinding } from './evaluate-limits.ts';

type Code = Exclude<LimitFinding['interpretation'], 'implausible'>;
const RANK: Readonly<Record<Code, number>> = { N: 0, H: 1, L: 1, HH: 2, LL: 2 };

/** The most severe of what several orders found; the first among equals. Undefined for none, and for none but implausible. */
export const severest = (findings: readonly LimitFinding[]): Code | undefined =>
  findings.reduce<Code | undefined>(
    (worst, { interpretation: code }) =>
      code !== 'implausible' && (worst === undefined || RANK[code] > RANK[worst]) ? code : worst,
    undefined,
  );
