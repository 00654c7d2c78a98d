import type { Identifier } from '../../../../contract/domain/index.ts';
import { toldAlerts } from '../../seams/told-alerts.ts';
import type { Mutant } from '../../mutant.ts';

export const alertOfAnotherPatient: Mutant = {
  name: 'alert-of-another-patient',
  defect: 'an alert names the patient of the one before it',
  requirement: 'ALR-25',
  check: 'ALR-26',
  make: () => {
    let before: { readonly seq: number; readonly patient: Identifier } | undefined;
    return {
      seams: toldAlerts((outbox) => ({
        ...outbox,
        next: (afterSeq) => {
          const alert = outbox.next(afterSeq);
          if (alert === undefined) return undefined;
          const patient = before?.patient ?? alert.item.patient;
          if (before?.seq !== alert.seq) before = { seq: alert.seq, patient: alert.item.patient };
          return { ...alert, item: { ...alert.item, patient } };
        },
      })),
    };
  },
};
