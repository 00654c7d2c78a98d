import { takenFor } from '../../seams/taken-for.ts';
import type { Mutant } from '../../mutant.ts';

export const patientsSeeEachOthersReadings: Mutant = {
  name: 'patients-see-each-others-readings',
  defect: "a patient who asks for another patient's readings is shown them",
  requirement: 'SEC-02',
  make: () => ({
    seams: takenFor('portal', 'ehr', ({ method, url }) => method === 'GET' && url?.includes('/Observation?') === true),
  }),
};
