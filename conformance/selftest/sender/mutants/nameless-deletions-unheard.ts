import { RIGHT } from '../../../../simulator/phone/sender/collaborators.ts';
import type { SenderMutant } from '../sender-mutant.ts';

export const namelessDeletionsUnheard: SenderMutant = {
  name: 'nameless-deletions-unheard',
  defect: 'the deletion of a sample without a sync identifier is told to nobody',
  requirement: 'SND-13',
  make: () => ({
    isDeletion: (deleted, known) => deleted.syncIdentifier !== undefined && RIGHT.isDeletion(deleted, known),
  }),
};
