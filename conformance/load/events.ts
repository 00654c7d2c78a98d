import { z } from 'zod';
import { readOperationOutcome } from '../../contract/wire/fhir/outcome.ts';
import { isObject, parseLossless } from '../../contract/wire/json/lossless.ts';
import { Answer, type OpLine } from '../history/lines.ts';
import { isRefusal } from '../sut/is-refusal.ts';

/** What came back of one send, and when, by the sender's wall clock in whole ms since 1970. */
export interface SendEvent {
  readonly channel: number;
  readonly index: number;
  /** When the sender started its schedule. */
  readonly started: number;
  readonly sent: number;
  readonly settled: number;
  /** HTTP status or MSA-1; `0`: nothing came. */
  readonly status: string;
  /** `status:reference` of each thing that was made, or JSON that says why nothing was. */
  readonly tail: string;
}

/** What one reading of a send counts as. */
export type Counted = Pick<OpLine, 'outcome' | 'answer'>;

/** What a sender says of a send that was not answered with success. */
const Trouble = z.strictObject({
  error: z.string().optional(),
  body: z.string().optional(),
  outcome: z.enum(['ok', 'refused', 'unknown']).optional(),
  answer: Answer.optional(),
});

/** A line of a sender: `vp1 CHANNEL INDEX STARTED SENT SETTLED STATUS TAIL` (docs/load.md). */
const LINE = /^vp1 (\d+) (\d+) (\d+) (\d+) (\d+) ([0-9A-Z]{1,4})(?: (.*))?$/;
const MOST_TEXT = 2000;

/** One line of a sender; undefined: it is no event, but says something for people. */
export const parseEvent = (line: string): SendEvent | undefined => {
  const [whole, channel, index, started, sent, settled, status = '', tail = ''] = LINE.exec(line) ?? [];
  if (whole === undefined) return undefined;
  return {
    channel: Number(channel),
    index: Number(index),
    started: Number(started),
    sent: Number(sent),
    settled: Number(settled),
    status,
    tail,
  };
};

const isSuccess = (status: string): boolean => /^2\d\d$/.test(status);

const troubleOf = (tail: string): z.output<typeof Trouble> => {
  try {
    return Trouble.parse(JSON.parse(tail));
  } catch {
    return { error: tail.slice(0, MOST_TEXT) };
  }
};

const explanationOf = (body: string | undefined): ReturnType<typeof readOperationOutcome> => {
  if (body === undefined) return undefined;
  try {
    const json = parseLossless(body);
    return isObject(json) ? readOperationOutcome(json) : undefined;
  } catch {
    return undefined;
  }
};

/** A send that was not answered with success: 4xx but 408 and 429 refused, everything else may still have taken effect. */
const unsuccessful = ({ status, tail }: SendEvent): Counted => {
  const { error, body, outcome, answer } = troubleOf(tail);
  if (outcome !== undefined && answer !== undefined) return { outcome, answer };
  const explained = explanationOf(body);
  const text = explained?.text ?? error;
  const http = Number(status);
  return {
    outcome: isRefusal(http) ? 'refused' : 'unknown',
    answer: {
      ...(http > 0 ? { code: status } : {}),
      ...(explained?.refusal === undefined ? {} : { refusal: explained.refusal }),
      ...(text === undefined || text === '' ? {} : { text: text.slice(0, MOST_TEXT) }),
      ...(http >= 400 ? { explained: explained !== undefined } : {}),
    },
  };
};

const REFERENCE = /^(?:Observation\/[A-Za-z0-9.-]{1,64})$/;

const entryOf = (text: string): Counted => {
  const colon = text.indexOf(':');
  const [status, id] = colon < 0 ? [text, ''] : [text.slice(0, colon), text.slice(colon + 1)];
  const answer: Answer = { code: status, ...(REFERENCE.test(id) ? { id } : {}) };
  if (isSuccess(status)) return { outcome: 'ok', answer };
  return { outcome: isRefusal(Number(status)) ? 'refused' : 'unknown', answer: { ...answer, explained: false } };
};

/** What each of the `count` readings of a send counts as, in their order. */
export const answersOf = (event: SendEvent, count: number): readonly Counted[] => {
  const { status, tail } = event;
  const alike = (counted: Counted): readonly Counted[] => Array.from({ length: count }, () => counted);
  if (status === 'AA' || status === 'CA') return alike({ outcome: 'ok', answer: { code: status, correlated: true } });
  if (!isSuccess(status) || tail.startsWith('{')) return alike(unsuccessful(event));
  if (count === 1 && !/^\d{3}(?::|$)/.test(tail)) return [entryOf(`${status}:${tail}`)];
  const entries = tail === '' ? [] : tail.split(' ').map(entryOf);
  if (entries.length === count) return entries;
  const text = `an answer to ${count} entries was expected, and ${entries.length} came`;
  return alike({ outcome: 'unknown', answer: { code: status, text } });
};
