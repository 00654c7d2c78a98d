import type { SenderMutant } from '../sender-mutant.ts';

export const firstUserIsThePatient: SenderMutant = {
  name: 'first-user-is-the-patient',
  defect: 'takes the first user of every scale for the patient, whatever number the patient has on it',
  requirement: 'SND-08',
  also: ['SND-01'],
  make: () => ({ isPatients: ({ user }) => user === 1 }),
};
