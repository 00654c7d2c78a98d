import type { Catalogue } from '../../contract/requirements/load.ts';
import type { HistoryLine } from '../history/lines.ts';
import { Judging } from '../judging/judging.ts';
import type { Finding, RunVerdicts } from '../verdict/types.ts';

/** One broken finding by all that makes it what it is: the same words, of the same lines, about the same things. */
export const violationKey = ({ requirement, polarity, subject, expected, observed }: Finding): string =>
  JSON.stringify([
    requirement,
    polarity,
    subject.patient,
    subject.order,
    subject.reading,
    subject.item,
    expected,
    observed,
  ]);

/** Every violation that was found. */
export const brokenIn = ({ requirements }: RunVerdicts): readonly Finding[] =>
  requirements.flatMap((r) => r.findings).filter((f) => f.outcome === 'broken');

/** Judges lines at once; undefined where so few are left that they make no history. */
export const judgeAll = (lines: readonly HistoryLine[], catalogue: Catalogue): RunVerdicts | undefined => {
  const judging = new Judging();
  try {
    for (const line of lines) judging.feed(line);
    return judging.finish(catalogue);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
};
