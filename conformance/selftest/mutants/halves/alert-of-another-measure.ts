import type { Mutant } from '../../mutant.ts';
import { toldAlerts } from '../../seams/told-alerts.ts';

export const alertOfAnotherMeasure: Mutant = {
  name: 'alert-of-another-measure',
  defect: 'an alert about glucose says that it is about weight',
  requirement: 'ALR-26',
  seams: toldAlerts((outbox) => ({
    ...outbox,
    next: (afterSeq) => {
      const alert = outbox.next(afterSeq);
      return alert === undefined ? undefined : { ...alert, item: { ...alert.item, measure: 'weight' } };
    },
  })),
};
