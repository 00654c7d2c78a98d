import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

export const summarySinceTheStart: Mutant = {
  name: 'summary-since-the-start',
  defect: 'a summary is of all that was filed since the order began, and not of its period',
  requirement: 'ALR-11',
  collaborators: {
    summaryAt: (history, ...more) => {
      const asked = collaborators.summaryAt(history, ...more);
      const startMs = Date.parse(history.versions[0].order.period.start);
      return asked && { ...asked, period: { ...asked.period, fromMs: startMs } };
    },
  },
};
