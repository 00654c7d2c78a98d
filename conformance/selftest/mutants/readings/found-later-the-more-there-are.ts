import { shownReadings } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

/** Long beside every deadline that the self-test holds it to: a day of readings comes into sight after a minute. */
const MS_A_READING = 200;

export const foundLaterTheMoreThereAre: Mutant = {
  name: 'found-later-the-more-there-are',
  defect: 'every reading that a patient has makes the next one be found a moment later',
  requirement: 'RDG-16',
  also: ['RDG-01', 'HL7-08'],
  shows: 'under-load',
  make: () => {
    const from = new Map<string, number>();
    const known = new Map<string, number>();
    return {
      seams: shownReadings((entries, { patient }) =>
        entries.filter(({ id }) => {
          const whose = patient?.value ?? '';
          if (!from.has(id)) {
            from.set(id, performance.now() + (known.get(whose) ?? 0) * MS_A_READING);
            known.set(whose, (known.get(whose) ?? 0) + 1);
          }
          return performance.now() >= (from.get(id) ?? 0);
        }),
      ),
    };
  },
};
