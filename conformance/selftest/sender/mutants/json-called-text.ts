import type { SenderMutant } from '../sender-mutant.ts';

export const jsonCalledText: SenderMutant = {
  name: 'json-called-text',
  defect: 'an Observation is sent as text/plain, which no FHIR server reads',
  requirement: 'SND-22',
  also: ['SND-01'],
  make: () => ({
    write: ({ resource, headers }) => ({ resource, headers: { ...headers, 'content-type': 'text/plain' } }),
  }),
};
