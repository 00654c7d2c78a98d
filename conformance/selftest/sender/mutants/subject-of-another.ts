import type { SenderMutant } from '../sender-mutant.ts';

export const subjectOfAnother: SenderMutant = {
  name: 'subject-of-another',
  defect: 'an Observation refers to another patient than the phone is of',
  requirement: 'SND-08',
  also: ['SND-01', 'SND-22'],
  make: () => ({
    write: ({ resource, headers }) => ({
      resource: { ...resource, subject: { reference: 'Patient/somebody-else' } },
      headers,
    }),
  }),
};
