import { UNKNOWN_USER } from '../../../../contract/wire/gatt/weight-measurement.ts';
import { RIGHT } from '../../../../simulator/phone/sender/collaborators.ts';
import type { SenderMutant } from '../sender-mutant.ts';

export const unknownIsThePatient: SenderMutant = {
  name: 'unknown-is-the-patient',
  defect: 'whom the scale does not know is taken for the patient',
  requirement: 'SND-08',
  make: () => ({ isPatients: (weighing, own) => weighing.user === UNKNOWN_USER || RIGHT.isPatients(weighing, own) }),
};
