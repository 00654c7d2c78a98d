import type { SenderMutant } from '../sender-mutant.ts';

export const ignoresTheOrder: SenderMutant = {
  name: 'ignores-the-order',
  defect: 'sends whatever was permitted, ordered or not',
  requirement: 'SND-25',
  make: () => ({ isOrdered: () => true }),
};
