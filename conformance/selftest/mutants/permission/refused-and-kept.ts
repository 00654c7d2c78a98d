import { refuse } from '../../../../contract/refusal.ts';
import type { Caller } from '../../../../reference-impl/pipeline.ts';
import type { Mutant } from '../../mutant.ts';

const EVERYTHING: Caller = { role: 'ehr', client: 'selftest' };

export const refusedAndKept: Mutant = {
  name: 'refused-and-kept',
  defect: 'a reading without permission is refused, and kept all the same',
  requirement: 'PRM-01',
  collaborators: { permissionInForce: () => true },
  seams: {
    pipeline: (p) => ({
      ...p,
      readings: {
        ...p.readings,
        file: async (caller, readings, terms) => {
          const filed = await p.readings.file(caller, readings, terms);
          const [first] = readings;
          if (first === undefined) return filed;
          const permissions = p.permissions.search(EVERYTHING, first.patient);
          const isGranted = permissions.ok && permissions.value.some(({ body }) => body.status === 'granted');
          return isGranted ? filed : refuse('no-permission', 'Observation.subject');
        },
      },
    }),
  },
};
