import { consensusZone } from './consensus-grid.ts';
import type { StudyResult } from './study.ts';

/** What a protocol asks, what the study gave, and whether that is enough: shares of all results. */
export interface Criterion {
  readonly what: string;
  readonly share: number;
  readonly atLeast: number;
  readonly met: boolean;
}
export interface Verdict {
  readonly passes: boolean;
  readonly criteria: readonly Criterion[];
}

const shareOf = (results: readonly StudyResult[], inside: (result: StudyResult) => boolean): number =>
  results.filter(inside).length / results.length;

const criterion = (what: string, atLeast: number, share: number): Criterion => ({
  what,
  share,
  atLeast,
  met: share >= atLeast,
});
const verdict = (...criteria: readonly Criterion[]): Verdict => ({
  passes: criteria.every(({ met }) => met),
  criteria,
});

const within =
  (percent: number) =>
  ({ referenceMgDl, meterMgDl }: StudyResult): boolean =>
    Math.abs(meterMgDl - referenceMgDl) <= (percent / 100) * referenceMgDl;

/** Inside ISO 15197:2013: 15 mg/dL below 100, 15 % from there. */
export const insideIso = (result: StudyResult): boolean =>
  result.referenceMgDl < 100 ? Math.abs(result.meterMgDl - result.referenceMgDl) <= 15 : within(15)(result);

const harmless = ({ referenceMgDl, meterMgDl }: StudyResult): boolean => {
  const zone = consensusZone(referenceMgDl, meterMgDl);
  return zone === 'A' || zone === 'B';
};

/** ISO 15197:2013, 6.3.3, over all lots together (PMC4525642, table 1). Throws RangeError without results. */
export function iso15197(results: readonly StudyResult[]): Verdict {
  if (results.length === 0) throw new RangeError('a study without results has no verdict');
  return verdict(
    criterion('within 15 mg/dL below 100 mg/dL and 15 % from there', 0.95, shareOf(results, insideIso)),
    criterion('in zones A and B of the consensus error grid', 0.99, shareOf(results, harmless)),
  );
}

/** The FDA's guidance for meters sold over the counter (PMC4525642, table 1). Throws RangeError without results. */
export function fdaOverTheCounter(results: readonly StudyResult[]): Verdict {
  if (results.length === 0) throw new RangeError('a study without results has no verdict');
  return verdict(
    criterion('within 15 %', 0.95, shareOf(results, within(15))),
    criterion('within 20 %', 0.99, shareOf(results, within(20))),
  );
}
