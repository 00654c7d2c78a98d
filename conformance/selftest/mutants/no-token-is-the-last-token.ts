import type { Mutant } from '../mutant.ts';

export const noTokenIsTheLastToken: Mutant = {
  name: 'no-token-is-the-last-token',
  defect: 'a request without a token is taken for one of the caller before it',
  requirement: 'SEC-01',
  make: () => {
    let last: string | undefined;
    return {
      seams: {
        fhir: (request, _response, next) => {
          if (request.headers.authorization !== undefined) last = request.headers.authorization;
          else if (last !== undefined && request.method === 'POST') request.headers.authorization = last;
          next();
        },
      },
    };
  },
};
