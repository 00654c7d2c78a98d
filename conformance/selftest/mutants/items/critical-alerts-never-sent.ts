import { toldAlerts } from '../../seams/told-alerts.ts';
import type { Mutant } from '../../mutant.ts';

export const criticalAlertsNeverSent: Mutant = {
  name: 'critical-alerts-never-sent',
  defect: 'the alert of a critical item is let go before it is sent',
  requirement: 'ALR-25',
  seams: toldAlerts((outbox) => ({
    ...outbox,
    next: (afterSeq) => {
      let alert = outbox.next(afterSeq);
      while (alert?.item.kind === 'critical') alert = outbox.next(alert.seq);
      return alert;
    },
  })),
};
