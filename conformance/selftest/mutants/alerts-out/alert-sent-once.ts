import { toldAlerts } from '../../seams/told-alerts.ts';
import type { Mutant } from '../../mutant.ts';

export const alertSentOnce: Mutant = {
  name: 'alert-sent-once',
  defect: 'an alert whose acknowledgement does not come is never sent again',
  requirement: 'ALR-27',
  make: () => {
    let offered = 0;
    return {
      seams: toldAlerts((outbox) => ({
        ...outbox,
        next: (afterSeq) => {
          const alert = outbox.next(Math.max(afterSeq, offered));
          offered = alert?.seq ?? offered;
          return alert;
        },
      })),
    };
  },
};
