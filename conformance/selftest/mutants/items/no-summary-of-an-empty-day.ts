import { shownItems } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const noSummaryOfAnEmptyDay: Mutant = {
  name: 'no-summary-of-an-empty-day',
  defect: 'of a period in which nothing came there is no summary',
  requirement: 'ALR-11',
  seams: shownItems((entries) => entries.filter(({ body }) => body.summary === undefined || body.count !== 0)),
};
