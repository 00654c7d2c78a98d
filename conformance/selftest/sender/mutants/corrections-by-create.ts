import type { SenderMutant } from '../sender-mutant.ts';

const queryOf = (path = ''): string => path.split('?')[1] ?? '';

export const correctionsByCreate: SenderMutant = {
  name: 'corrections-by-create',
  defect: 'over FHIR a correction goes as a conditional create, which changes nothing that is there',
  requirement: 'SND-12',
  also: ['SND-01', 'SND-22'],
  make: () => ({
    write: (write) =>
      write.method === 'PUT'
        ? {
            resource: write.resource,
            headers: { ...write.headers, 'if-none-exist': queryOf(write.path) },
            method: 'POST',
            path: '/Observation',
          }
        : write,
  }),
};
