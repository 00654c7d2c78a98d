import { shownItems } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const finishingSilencesOtherOrders: Mutant = {
  name: 'finishing-silences-other-orders',
  defect: 'after an item was finished no other order of the patient raises one of that measure and direction',
  requirement: 'ALR-22',
  also: ['ALR-01', 'LIM-01', 'ORD-22'],
  make: () => {
    const finished = new Map<string, string>();
    const known = new Set<string>();
    return {
      seams: shownItems((entries) =>
        entries.filter(({ id, body }) => {
          const about = [body.patient.value, body.measure, ...body.interpretation].join(' ');
          if (body.status === 'done') finished.set(about, body.order.value);
          const order = finished.get(about);
          if (order === undefined || order === body.order.value) known.add(id);
          return known.has(id);
        }),
      ),
    };
  },
};
