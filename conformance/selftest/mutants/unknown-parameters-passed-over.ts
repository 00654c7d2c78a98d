import type { Mutant } from '../mutant.ts';

const KNOWN: ReadonlySet<string> = new Set(['patient', 'code', 'identifier', 'date', '_sort', '_count']);

export const unknownParametersPassedOver: Mutant = {
  name: 'unknown-parameters-passed-over',
  defect: 'a search leaves out what it does not understand, and answers as if it had not been asked',
  requirement: 'FHR-06',
  seams: {
    fhir: (request, _response, next) => {
      const [path = '', asked] = request.url.split('?');
      if (path.endsWith('/Observation') && asked?.includes('unknown') === true) {
        const known = asked.split('&').filter((pair) => KNOWN.has(pair.split('=')[0] ?? ''));
        request.url = `${path}?${known.join('&')}`;
        request.originalUrl = request.url;
      }
      next();
    },
  },
};
