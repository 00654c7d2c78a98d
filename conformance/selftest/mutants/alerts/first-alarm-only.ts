import { shownItems } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const firstAlarmOnly: Mutant = {
  name: 'first-alarm-only',
  defect: 'a patient has one alarm, and no further one',
  requirement: 'ALR-01',
  make: () => {
    const first = new Map<string, string>();
    return {
      seams: shownItems((entries) =>
        entries.filter(({ id, body }) => {
          if (!first.has(body.patient.value)) first.set(body.patient.value, id);
          return first.get(body.patient.value) === id;
        }),
      ),
    };
  },
};
