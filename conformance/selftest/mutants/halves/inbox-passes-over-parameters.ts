import type { Mutant } from '../../mutant.ts';

export const inboxPassesOverParameters: Mutant = {
  name: 'inbox-passes-over-parameters',
  defect: 'a search of the In Basket leaves out what it does not understand; one of readings refuses it',
  requirement: 'FHR-06',
  seams: {
    fhir: (request, _response, next) => {
      const [path = '', asked] = request.url.split('?');
      if (path.endsWith('/Task') && asked?.includes('unknown') === true) {
        const known = asked.split('&').filter((pair) => !pair.includes('unknown'));
        request.url = `${path}?${known.join('&')}`;
        request.originalUrl = request.url;
      }
      next();
    },
  },
};
