import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

export const summaryOfTheImplausible: Mutant = {
  name: 'summary-of-the-implausible',
  defect: 'what is too much to be true is the greatest value of a summary, and part of its mean',
  requirement: 'ALR-11',
  collaborators: {
    summaryFigures: (period, readings, order, use) =>
      collaborators.summaryFigures(period, readings, order, { ...use, implausible: () => undefined }),
  },
};
