import { omit } from '../../seams/omit.ts';
import { each, shownItems } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const summaryWithoutItsMean: Mutant = {
  name: 'summary-without-its-mean',
  defect: 'a summary does not say the mean',
  requirement: 'ALR-11',
  seams: shownItems(
    each((item) => (item.summary === undefined ? item : { ...item, summary: omit(item.summary, 'mean') })),
  ),
};
