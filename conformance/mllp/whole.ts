import type { Act, Answer, Mono } from '../history/lines.ts';
import type { Performed } from '../sut/driver.ts';
import { outcomeOfAcks } from '../sut/hl7v2/ack-outcome.ts';
import type { TalkMessage } from './talk.ts';
import type { Traffic } from './wire.ts';

type Submit = Extract<Act, { op: 'reading.submit' }>;

/** A message of a case, what it is, and how many acknowledgements it asks for. */
export interface Known {
  readonly message: TalkMessage;
  readonly act: Submit;
  readonly wanted: number;
}

const acksOf = ({ came }: Traffic, { controlId }: TalkMessage) => came.filter((ack) => ack.controlId === controlId);

/** Several messages of one connection may share a control id: the n-th of them has the n-th acknowledgement; the last has all the rest. */
const shareOf = (known: Known, traffic: Traffic): ReturnType<typeof acksOf> => {
  const acks = acksOf(traffic, known.message);
  const same = [...traffic.sent.keys()].filter((m) => m.controlId === known.message.controlId);
  const place = same.indexOf(known.message);
  const from = place * known.wanted;
  return place === same.length - 1 ? acks.slice(from) : acks.slice(from, from + known.wanted);
};

/** What came of one message in the end. */
interface Whole {
  readonly sent: Mono;
  readonly settled: Mono;
  readonly answer: Answer;
  readonly outcome: Performed['outcome'];
  readonly bytes: readonly Buffer[];
  /** The harness was there to hear an answer, had there been one. */
  readonly heard: boolean;
}

/** What came of a message, by all that came on its connection. `now`: where it was never sent. */
export const whole = (known: Known, traffic: Traffic, now: Mono): Whole => {
  const sent = traffic.sent.get(known.message) ?? now;
  const acks = shareOf(known, traffic);
  const last = acks.at(-1);
  const gaveUp = traffic.gaveUp.get(known.message);
  const result = outcomeOfAcks(last === undefined ? [] : [last.bytes], known.message.controlId, undefined);
  const { correlated: _judgedByAcks, ...answer } = result.answer;
  return {
    sent,
    settled: last?.at ?? gaveUp?.at ?? now,
    outcome: result.outcome,
    answer: {
      ...answer,
      acks: acks.slice(0, 100).map((ack) => ack.code),
      ...(gaveUp === undefined ? {} : { silence: { waitedMs: gaveUp.waitedMs, closed: gaveUp.closed } }),
    },
    bytes: acks.map((ack) => ack.bytes),
    heard: gaveUp?.heard ?? true,
  };
};
