import type { WaitingAlert } from '../../../../reference-impl/alerts/alert.ts';
import { toldAlerts } from '../../seams/told-alerts.ts';
import type { Mutant } from '../../mutant.ts';

export const alertToldTwice: Mutant = {
  name: 'alert-told-twice',
  defect: 'an alert is sent once more after it was acknowledged',
  requirement: 'ALR-27',
  make: () => {
    const again: WaitingAlert[] = [];
    const told = new Set<number>();
    return {
      seams: toldAlerts((outbox) => ({
        ...outbox,
        next: (afterSeq) => again.shift() ?? outbox.next(afterSeq),
        sent: (alert) => {
          if (!told.has(alert.seq)) again.push(alert);
          told.add(alert.seq);
          return outbox.sent(alert);
        },
      })),
    };
  },
};
