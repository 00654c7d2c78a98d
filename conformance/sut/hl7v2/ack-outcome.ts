import { decodeAck } from '../../../contract/wire/hl7v2/ack.ts';
import { parseMessage } from '../../../contract/wire/hl7v2/message.ts';
import type { Answer } from '../../history/lines.ts';
import type { Performed } from '../driver.ts';

const ACCEPTED = ['AA', 'CA'];
const REFUSED = ['AE', 'AR', 'CE', 'CR'];

/**
 * What came back for one message: AA or CA is ok, AE AR CE CR refused; no ACK, another message's ACK, something unreadable,
 * or that the receiver is in trouble (`unavailable`: the same again later, as 503 over FHIR) leaves open what was done.
 */
export const outcomeOfAcks = (
  acks: readonly Buffer[],
  controlId: string,
  failure: string | undefined,
): Pick<Performed, 'outcome' | 'answer'> => {
  const [first] = acks;
  if (first === undefined) return { outcome: 'unknown', answer: { text: failure ?? 'no acknowledgement' } };
  const message = parseMessage(first);
  const ack = message.ok ? decodeAck(message.value) : undefined;
  if (ack === undefined)
    return { outcome: 'unknown', answer: { text: 'the answer is no acknowledgement', correlated: false } };
  const correlated = ack.controlId === controlId && acks.length === 1;
  const refused = REFUSED.includes(ack.code);
  const answer: Answer = {
    code: ack.code,
    correlated,
    ...(ack.refusal === undefined ? {} : { refusal: ack.refusal }),
    ...(ack.text === undefined ? {} : { text: ack.text.slice(0, 2000) }),
    ...(refused
      ? {
          explained: ack.error !== undefined || ack.refusal !== undefined,
          place: (ack.place ?? '').slice(0, 1000),
          error: (ack.error ?? '').slice(0, 100),
        }
      : {}),
  };
  if (ack.controlId !== controlId || ack.refusal === 'unavailable') return { outcome: 'unknown', answer };
  return { outcome: refused ? 'refused' : ACCEPTED.includes(ack.code) ? 'ok' : 'unknown', answer };
};
