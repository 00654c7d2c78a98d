import type { Mutant } from '../../mutant.ts';

export const changesNeedNoToken: Mutant = {
  name: 'changes-need-no-token',
  defect: 'whoever sends no token may change what is there, though create nothing',
  requirement: 'SEC-01',
  make: () => {
    let last: string | undefined;
    return {
      seams: {
        fhir: (request, _response, next) => {
          if (request.headers.authorization === undefined) {
            if (request.method === 'PUT' && last !== undefined) request.headers.authorization = last;
          } else if (request.url.includes('ServiceRequest')) last = request.headers.authorization;
          next();
        },
      },
    };
  },
};
