import { encodePcd01Message } from '../../contract/wire/hl7v2/pcd-01.ts';
import type { RunClock } from '../../conformance/history/clock.ts';
import { ANSWER_TIMEOUT_MS } from '../../conformance/sut/answer-timeout.ts';
import { outcomeOfAcks } from '../../conformance/sut/hl7v2/ack-outcome.ts';
import { mllpLinks } from '../../conformance/sut/hl7v2/links.ts';
import type { SutProfile } from '../../conformance/sut/profile.ts';
import { poisoned } from '../../simulator/formats/hl7v2.ts';
import { sentReading } from '../../simulator/formats/sent.ts';
import type { SendOptions } from './send.ts';

/** Sends each reading as an IHE PCD-01 message over MLLP. `nonce` begins the control ids, at most 10 characters. */
export const pcd01Sender = (
  hl7: NonNullable<SutProfile['hl7']>,
  { namespaces }: Pick<SutProfile, 'namespaces'>,
  clock: RunClock,
  nonce: string,
): { readonly deliver: SendOptions['deliver']; close(): Promise<void> } => {
  const links = mllpLinks({ host: hl7.host, port: hl7.port, timeoutMs: ANSWER_TIMEOUT_MS }, clock);
  let count = 0;
  return {
    deliver: async ({ act, reading, poison }) => {
      const controlId = `${nonce}${(++count).toString(36).toUpperCase().padStart(6, '0')}`;
      const message = encodePcd01Message(
        sentReading({ act, reading }),
        {
          sendingApplication: hl7.gatewayApp,
          sendingFacility: hl7.facility,
          receivingApplication: hl7.app,
          receivingFacility: hl7.facility,
          at: clock.wall(),
          controlId,
          processingId: 'T',
        },
        namespaces,
      );
      const { acks, failure } = await links.exchange(poison === undefined ? message : poisoned(message, poison));
      return outcomeOfAcks(acks, controlId, failure);
    },
    close: () => links.close(),
  };
};
