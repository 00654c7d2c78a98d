import { RIGHT } from '../../../../simulator/phone/sender/collaborators.ts';
import type { SenderMutant } from '../sender-mutant.ts';

export const takenBackGoesOut: SenderMutant = {
  name: 'taken-back-goes-out',
  defect: 'what was deleted while it waited goes out all the same, and is never taken back',
  requirement: 'SND-13',
  shows: 'after-a-fault',
  make: () => ({
    isDeletion: (deleted, known) => known?.state === 'sent' && RIGHT.isDeletion(deleted, known),
  }),
};
