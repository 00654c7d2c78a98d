import type { Mutant } from '../../mutant.ts';

export const readsNeedNoToken: Mutant = {
  name: 'reads-need-no-token',
  defect: 'whoever sends no token may read, though not write',
  requirement: 'SEC-01',
  make: () => {
    let last: string | undefined;
    return {
      seams: {
        fhir: (request, _response, next) => {
          if (request.method !== 'GET') return next();
          if (request.headers.authorization !== undefined) last = request.headers.authorization;
          else if (last !== undefined) request.headers.authorization = last;
          next();
        },
      },
    };
  },
};
