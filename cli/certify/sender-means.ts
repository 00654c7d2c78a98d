import { commandSenders } from '../../conformance/sender/command-sender.ts';
import { operatorSender } from '../../conformance/sender/operator-sender.ts';
import { referenceSender } from '../../conformance/sender/reference-sender.ts';
import type { SenderProfile } from '../../conformance/sender/sender-profile.ts';
import type { StartSender } from '../../conformance/sender/sender-under-test.ts';
import type { Io } from '../io.ts';

/** How this sender is started, how many phones at once, how long one is waited for, and what has to be closed. */
export interface Means {
  readonly start: StartSender;
  readonly width: number;
  readonly patienceMs?: number;
  readonly close: () => Promise<void>;
}

const OPERATOR_PATIENCE_MS = 600_000;
const PROCESSES = 4;
const PHONES = 16;

/** How the sender of a profile is played; `isReference`: in place of it the reference sender, in this process. */
export const meansOf = ({ pairing }: SenderProfile, isReference: boolean, io: Io): Means => {
  const close = async (): Promise<void> => undefined;
  if (isReference) return { start: referenceSender(), width: PHONES, close };
  if (pairing.by === 'operator')
    return { start: operatorSender((text) => io.out(text)), width: 1, patienceMs: OPERATOR_PATIENCE_MS, close };
  const senders = commandSenders(pairing.start, io.env);
  return { start: senders.start, width: PROCESSES, close: () => senders.close() };
};
