import { keyOf } from '../../../../contract/domain/index.ts';
import type { Mutant } from '../../mutant.ts';
import { mapped } from '../../seams/between.ts';
import { omit } from '../../seams/omit.ts';

export const trailOfEverybodyUnnamed: Mutant = {
  name: 'trail-of-everybody-unnamed',
  defect: 'the trail of one patient tells of all, and does not say of the others whose it is',
  requirement: 'AUD-05',
  seams: {
    pipeline: (real) => ({
      ...real,
      audit: {
        ...real.audit,
        search: (caller, query) => {
          const { patient, ...all } = query;
          if (patient === undefined) return real.audit.search(caller, query);
          return mapped(real.audit.search(caller, all), (entries) =>
            entries.map((entry) =>
              entry.body.patient !== undefined && keyOf(entry.body.patient) === keyOf(patient)
                ? entry
                : { ...entry, body: omit(entry.body, 'patient') },
            ),
          );
        },
      },
    }),
  },
};
