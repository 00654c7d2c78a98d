import { collaborators } from '../../../reference-impl/collaborators.ts';
import type { Mutant } from '../mutant.ts';

export const summaryLeavesOneOut: Mutant = {
  name: 'summary-leaves-one-out',
  defect: 'a summary counts all readings of its period but one',
  requirement: 'ALR-11',
  collaborators: {
    summaryFigures: (period, readings, ...more) => collaborators.summaryFigures(period, readings.slice(1), ...more),
  },
};
