import type { Identifier } from '../../../../contract/domain/index.ts';
import { toldAlerts } from '../../seams/told-alerts.ts';
import type { Mutant } from '../../mutant.ts';

export const alertForSomebodyElse: Mutant = {
  name: 'alert-for-somebody-else',
  defect: 'every alert is addressed to whom the first one was for',
  requirement: 'ALR-26',
  make: () => {
    let first: Identifier | undefined;
    return {
      seams: toldAlerts((outbox) => ({
        ...outbox,
        next: (afterSeq) => {
          const alert = outbox.next(afterSeq);
          if (alert === undefined) return undefined;
          first ??= alert.item.recipient;
          return { ...alert, item: { ...alert.item, recipient: first } };
        },
      })),
    };
  },
};
