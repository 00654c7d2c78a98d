import { shownItems } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const oneAlarmAWhile: Mutant = {
  name: 'one-alarm-a-while',
  defect: 'after an alarm the same patient has no other one for half an hour, whatever is measured',
  requirement: 'ALR-01',
  shows: 'in-time',
  make: () => {
    const last = new Map<string, number>();
    return {
      seams: shownItems((entries) =>
        entries
          .toSorted((a, b) => a.body.identifier.value.localeCompare(b.body.identifier.value, 'en', { numeric: true }))
          .filter(({ id, body }) => {
            const at = Date.parse(body.effective ?? '');
            const before = last.get(`${body.patient.value} ${id}`) ?? last.get(body.patient.value);
            last.set(`${body.patient.value} ${id}`, before ?? Number.NEGATIVE_INFINITY);
            const isSilenced = before !== undefined && at > before && at - before < 1_800_000;
            if (!isSilenced && before === undefined) last.set(body.patient.value, at);
            return !isSilenced;
          }),
      ),
    };
  },
};
