import type { Mutant } from '../../mutant.ts';

const NO_CONTENT = 204;

export const deletionIsNotListed: Mutant = {
  name: 'deletion-is-not-listed',
  defect: 'a reading can be deleted, which the capability statement does not say',
  requirement: 'FHR-01',
  seams: {
    fhir: (request, response, next) => {
      if (request.method === 'DELETE' && request.url.includes('/Observation/')) response.status(NO_CONTENT).end();
      else next();
    },
  },
};
