import { shownItems } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const acknowledgedIsSilenced: Mutant = {
  name: 'acknowledged-is-silenced',
  defect: 'once an item was seen, the same patient has no other alarm, however low the next value',
  requirement: 'ALR-01',
  shows: 'in-time',
  make: () => {
    const known = new Map<string, Set<string>>();
    const silenced = new Set<string>();
    return {
      seams: shownItems((entries) =>
        entries.filter(({ id, body }) => {
          const { value } = body.patient;
          const shown = known.get(value) ?? new Set();
          known.set(value, shown);
          if (body.status === 'seen' || body.status === 'done') silenced.add(value);
          if (!silenced.has(value)) shown.add(id);
          return shown.has(id);
        }),
      ),
    };
  },
};
