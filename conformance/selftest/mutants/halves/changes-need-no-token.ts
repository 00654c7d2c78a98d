import type { Mutant } from '../../mutant.ts';
import { borrowedToken } from '../../seams/borrowed-token.ts';

export const changesNeedNoToken: Mutant = {
  name: 'changes-need-no-token',
  defect: 'whoever sends no token may change what is there, though create nothing',
  requirement: 'SEC-01',
  make: borrowedToken(
    ({ method }) => method === 'PUT',
    ({ url }) => url?.includes('ServiceRequest') === true,
  ),
};
