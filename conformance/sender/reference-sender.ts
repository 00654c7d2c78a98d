import type { SenderCollaborators } from '../../simulator/phone/sender/collaborators.ts';
import { PhoneSender } from '../../simulator/phone/sender/phone-sender.ts';
import type { Storage } from '../../simulator/phone/sender/storage.ts';
import { pause } from '../runner/pause.ts';
import type { StartSender } from './sender-under-test.ts';

const memoryOf = (): Storage => {
  let text: string | undefined;
  return {
    load: () => text,
    save: (written) => {
      text = written;
    },
  };
};

/**
 * The simulator's phone as a sender under test, in this process. A phone's storage outlives its sender;
 * `make` gives each of them what it does otherwise.
 */
export const referenceSender = (make: () => Partial<SenderCollaborators> = () => ({})): StartSender => {
  const storages = new Map<string, Storage>();
  return async ({ url, token }) => {
    const storage = storages.get(token) ?? memoryOf();
    storages.set(token, storage);
    const sender = new PhoneSender({ url, token, storage, pause, collaborators: make() });
    await sender.start();
    return { kill: async () => sender.kill() };
  };
};
