import type { Mutant } from '../../mutant.ts';
import { borrowedToken } from '../../seams/borrowed-token.ts';

export const readsNeedNoToken: Mutant = {
  name: 'reads-need-no-token',
  defect: 'whoever sends no token may read, though not write',
  requirement: 'SEC-01',
  make: borrowedToken(
    ({ method }) => method === 'GET',
    ({ method }) => method === 'GET',
  ),
};
