import type { IncomingMessage } from 'node:http';
import type { Seams } from '../../../reference-impl/seams.ts';

/** The role that a token of the self-test names; undefined: there is none. */
const roleOf = (authorization: string | undefined): string | undefined => {
  const claims = authorization?.split('.')[1];
  if (claims === undefined) return undefined;
  const { role } = JSON.parse(Buffer.from(claims, 'base64url').toString('utf8')) as { readonly role?: string };
  return role;
};

/** Who asks as one role is taken for the last who asked as another. `where`: for which requests. */
export const takenFor = (role: string, another: string, where: (request: IncomingMessage) => boolean): Seams => {
  let last: string | undefined;
  return {
    fhir: (request, _response, next) => {
      const { headers } = request;
      const asks = roleOf(headers.authorization);
      if (asks === another) last = headers.authorization;
      else if (asks === role && last !== undefined && where(request)) headers.authorization = last;
      next();
    },
  };
};
