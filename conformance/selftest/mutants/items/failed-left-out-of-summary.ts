import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

export const failedLeftOutOfSummary: Mutant = {
  name: 'failed-left-out-of-summary',
  defect: 'a summary does not count measurements that failed',
  requirement: 'ALR-11',
  collaborators: {
    summaryFigures: (period, readings, order, use) =>
      collaborators.summaryFigures(
        period,
        readings.filter(({ reading }) => reading.result.kind !== 'absent'),
        order,
        use,
      ),
  },
};
