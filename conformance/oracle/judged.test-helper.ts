import type { HistoryLine } from '../history/lines.ts';
import type { Finding } from './finding.ts';
import { Oracle } from './oracle.ts';
import type { OracleResult } from './oracle-result.ts';

/** Runs the oracle over lines. */
export const judged = (lines: readonly HistoryLine[]): OracleResult => {
  const oracle = new Oracle();
  for (const line of lines) oracle.feed(line);
  return oracle.finish();
};

/** The same of a history whose clock is exact, or off by at most so many ns. Throws when a judge did. */
export const judgedExactly = (lines: readonly HistoryLine[], clockTolerance = 0n): OracleResult => {
  const oracle = new Oracle({ clockTolerance });
  for (const line of lines) oracle.feed(line);
  const result = oracle.finish();
  if (result.errors.size > 0) throw new Error([...result.errors].join());
  return result;
};

/** Kept findings of one outcome, of one requirement or of all. */
export const findingsOf = (
  lines: readonly HistoryLine[],
  outcome: Finding['outcome'] = 'broken',
  requirement?: string,
): Finding[] =>
  [...judged(lines).ledger.requirements]
    .filter(([id]) => requirement === undefined || id === requirement)
    .flatMap(([, tally]) => tally.findings)
    .filter((f) => f.outcome === outcome);

/** Requirements with a finding of that outcome, sorted. */
export const idsOf = (lines: readonly HistoryLine[], outcome: Finding['outcome'] = 'broken'): string[] =>
  [...new Set(findingsOf(lines, outcome).map((f) => f.requirement))].sort();

/** Counts of one requirement, the sentinel of a drained run included. */
export const countsOf = (lines: readonly HistoryLine[], requirement: string): Record<string, number> => {
  const tally = judged(lines).ledger.requirements.get(requirement);
  return tally === undefined
    ? { must: 0, mustNot: 0, may: 0, broken: 0, undecided: 0, warned: 0 }
    : {
        must: tally.must,
        mustNot: tally.mustNot,
        may: tally.may,
        broken: tally.broken,
        undecided: tally.undecided,
        warned: tally.warned,
      };
};
