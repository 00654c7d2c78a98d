import { shownMessages } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const messageLost: Mutant = {
  name: 'message-lost',
  defect: 'a reply is acknowledged and reaches nobody',
  requirement: 'MSG-01',
  seams: shownMessages(() => []),
};
