import { toldAlerts } from '../../seams/told-alerts.ts';
import type { Mutant } from '../../mutant.ts';

export const alertNeverSent: Mutant = {
  name: 'alert-never-sent',
  defect: 'the alert of every second item is let go before it is sent',
  requirement: 'ALR-25',
  seams: toldAlerts((outbox) => ({
    ...outbox,
    next: (afterSeq) => {
      const alert = outbox.next(afterSeq);
      return alert !== undefined && alert.seq % 2 === 0 ? outbox.next(alert.seq) : alert;
    },
  })),
};
