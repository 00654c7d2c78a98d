import { notifying } from '../../seams/notifying.ts';
import type { Mutant } from '../../mutant.ts';

export const noHandshake: Mutant = {
  name: 'no-handshake',
  defect: 'a subscription is active at once, and its endpoint is never asked whether it is there',
  requirement: 'FHR-04',
  seams: notifying(
    (deliver) => async (notification, signal) =>
      notification.kind === 'handshake' ? undefined : deliver(notification, signal),
  ),
};
