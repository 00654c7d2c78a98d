import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

export const oneSummaryAndNoMore: Mutant = {
  name: 'one-summary-and-no-more',
  defect: 'of the first period there is a summary, and of none after it',
  requirement: 'ALR-11',
  collaborators: {
    summaryAt: (history, ...more) => {
      const asked = collaborators.summaryAt(history, ...more);
      const startMs = Date.parse(history.versions[0].order.period.start);
      return asked !== undefined && asked.period.fromMs > startMs ? undefined : asked;
    },
  },
};
