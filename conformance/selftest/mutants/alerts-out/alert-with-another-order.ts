import { toldAlerts } from '../../seams/told-alerts.ts';
import type { Mutant } from '../../mutant.ts';

export const alertWithAnotherOrder: Mutant = {
  name: 'alert-with-another-order',
  defect: 'an alert has the number of the item where that of the order belongs',
  requirement: 'ALR-26',
  also: ['ALR-25'],
  seams: toldAlerts((outbox) => ({
    ...outbox,
    next: (afterSeq) => {
      const alert = outbox.next(afterSeq);
      if (alert === undefined) return undefined;
      const { item } = alert;
      return { ...alert, item: { ...item, order: { ...item.order, value: item.identifier.value } } };
    },
  })),
};
