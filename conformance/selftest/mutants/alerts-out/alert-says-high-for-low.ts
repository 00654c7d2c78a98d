import type { InboxItem } from '../../../../contract/domain/index.ts';
import { toldAlerts } from '../../seams/told-alerts.ts';
import type { Mutant } from '../../mutant.ts';

type Flags = InboxItem['interpretation'];

export const alertSaysHighForLow: Mutant = {
  name: 'alert-says-high-for-low',
  defect: 'an alert of a low value is interpreted as high',
  requirement: 'ALR-26',
  seams: toldAlerts((outbox) => ({
    ...outbox,
    next: (afterSeq) => {
      const alert = outbox.next(afterSeq);
      if (alert === undefined) return undefined;
      const { item } = alert;
      const interpretation: Flags = item.interpretation.map((flag) => (flag === 'L' ? 'H' : flag));
      return { ...alert, item: { ...item, interpretation } };
    },
  })),
};
