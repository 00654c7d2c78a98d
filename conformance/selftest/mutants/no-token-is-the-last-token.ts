import type { Mutant } from '../mutant.ts';
import { borrowedToken } from '../seams/borrowed-token.ts';

export const noTokenIsTheLastToken: Mutant = {
  name: 'no-token-is-the-last-token',
  defect: 'a request without a token is taken for one of the caller before it',
  requirement: 'SEC-01',
  make: borrowedToken(({ method }) => method === 'POST'),
};
