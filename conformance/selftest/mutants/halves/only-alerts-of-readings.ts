import type { Mutant } from '../../mutant.ts';
import { toldAlerts } from '../../seams/told-alerts.ts';

export const onlyAlertsOfReadings: Mutant = {
  name: 'only-alerts-of-readings',
  defect: 'the alerts of copies and of missing data are let go before they are sent',
  requirement: 'ALR-25',
  seams: toldAlerts((outbox) => ({
    ...outbox,
    next: (afterSeq) => {
      let alert = outbox.next(afterSeq);
      while (alert !== undefined && (alert.item.kind === 'missing' || alert.item.routedAs === 'escalated'))
        alert = outbox.next(alert.seq);
      return alert;
    },
  })),
};
