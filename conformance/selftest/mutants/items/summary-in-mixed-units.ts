import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

export const summaryInMixedUnits: Mutant = {
  name: 'summary-in-mixed-units',
  defect: 'a summary takes every number for one in the unit of the order',
  requirement: 'ALR-11',
  collaborators: {
    summaryFigures: (period, readings, order, use) =>
      collaborators.summaryFigures(period, readings, order, { ...use, convert: (number) => number }),
  },
};
