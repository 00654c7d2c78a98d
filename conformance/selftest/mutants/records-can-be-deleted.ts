import type { Mutant } from '../mutant.ts';

const NO_CONTENT = 204;

export const recordsCanBeDeleted: Mutant = {
  name: 'records-can-be-deleted',
  defect: 'a record of the audit trail is deleted for whoever asks',
  requirement: 'AUD-03',
  seams: {
    fhir: (request, response, next) => {
      if (request.method === 'DELETE' && request.url.includes('/AuditEvent/')) response.status(NO_CONTENT).end();
      else next();
    },
  },
};
