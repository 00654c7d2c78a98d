import { toldAlerts } from '../../seams/told-alerts.ts';
import type { Mutant } from '../../mutant.ts';

export const alertUnderANewId: Mutant = {
  name: 'alert-under-a-new-id',
  defect: 'an alert that is sent again has another control id, so that whoever takes it takes it twice',
  requirement: 'ALR-27',
  make: () => {
    let times = 0;
    return {
      seams: toldAlerts((outbox) => ({
        ...outbox,
        next: (afterSeq) => {
          const alert = outbox.next(afterSeq);
          // The control id is made of the instant at which it was noted.
          return alert === undefined ? undefined : { ...alert, atMs: alert.atMs + ++times };
        },
      })),
    };
  },
};
