import { REFUSALS } from '../../../contract/codes/refusals.ts';
import { DEFAULT_MAX_MESSAGE_BYTES } from '../../../contract/wire/hl7v2/mllp.ts';
import { SECRET } from './case.test-helper.ts';

/** One frame that was sent: how many acknowledgements it owes, and under which id; undefined: not plain to see. */
export interface Owed {
  readonly id: string | undefined;
  readonly least: number;
  readonly most: number;
}

/** An answer gives one reason and echoes parts of a header; it does not grow with the message. */
const MOST_ACK_BYTES = 64 * 1024;
/** The header is looked at so far where a message cannot be read; of a longer one it is not plain what is seen of it. */
const PLAIN_HEADER_BYTES = 3000;
const PLAIN_DELIMITERS = 'MSH|^~\\&|';

const owedFor = (content: string): Owed => {
  const [header = ''] = content.slice(0, PLAIN_HEADER_BYTES + 1).split('\r');
  if (!header.startsWith('MSH')) return { id: '', least: 1, most: 1 };
  if (header.length > PLAIN_HEADER_BYTES) return { id: undefined, least: 0, most: 2 };
  const fields = header.split(header[3] ?? '|');
  const isEnhanced = [14, 15].some((index) => (fields[index] ?? '') !== '');
  const id = header.startsWith(PLAIN_DELIMITERS) ? (fields[9] ?? '') : undefined;
  return {
    // An id that has parts or escapes in it is echoed as it was understood.
    id: id === undefined || !/^[A-Za-z0-9]*$/.test(id) ? undefined : id,
    ...(isEnhanced ? { least: 0, most: 2 } : { least: 1, most: 1 }),
  };
};

/** What a stream owes answers to, read in the plainest way: VT, content, FS CR; a VT inside begins anew. */
export const owedIn = (stream: Buffer): readonly Owed[] => {
  const text = stream.toString('latin1');
  const owed: Owed[] = [];
  for (let start = text.indexOf('\v'); start !== -1;) {
    const next = text.indexOf('\v', start + 1);
    const end = text.indexOf('\x1c\r', start + 1);
    const isWhole = end !== -1 && (next === -1 || end < next);
    const stop = isWhole ? end : next === -1 ? text.length : next;
    const isTooLarge = stop - start - 1 > DEFAULT_MAX_MESSAGE_BYTES;
    if (isWhole || isTooLarge) owed.push(owedFor(text.slice(start + 1, Math.min(stop, start + 1 + 10_000))));
    start = isWhole ? text.indexOf('\v', end) : next;
  }
  return owed;
};

/** Refusals of a message as a whole: of no one place in it. */
const OF_THE_WHOLE = /^(?:malformed|charset|too-large)$/;
const PLACE = /^[A-Z][A-Z0-9]{2}(?:\^\d+){1,5}$/;

/** What is wrong with one acknowledgement; undefined: nothing. `id`: MSA-2. */
export const judgeAck = (bytes: Buffer): { readonly id: string; readonly problem?: string } => {
  const text = bytes.toString('utf8');
  const segments = text.split('\r');
  const [, code = '', id = ''] = segments.find((s) => s.startsWith('MSA|'))?.split('|') ?? [];
  const bad = (problem: string) => ({ id, problem: `${problem}: ${text.slice(0, 600)}` });
  if (SECRET.test(text)) return bad('tells of another patient');
  if (bytes.length > MOST_ACK_BYTES) return bad(`an answer of ${bytes.length} bytes`);
  if (!text.startsWith(PLAIN_DELIMITERS)) return bad('no HL7');
  if (!['AA', 'AE', 'AR', 'CA', 'CE', 'CR'].includes(code)) return bad('no acknowledgement');
  if (code === 'AA' || code === 'CA') return { id };
  const error = segments.find((s) => s.startsWith('ERR|'))?.split('|') ?? [];
  const [reason = ''] = (error[5] ?? '').split('^');
  if (!Object.hasOwn(REFUSALS, reason)) return bad('a refusal without a reason');
  if (reason === 'unavailable') return bad('a failure of its own');
  if (!OF_THE_WHOLE.test(reason) && !PLACE.test(error[2] ?? '')) return bad('a refusal without a place');
  return { id };
};

/** What is wrong with the acknowledgements of a stream, each by itself and together: as many as are owed, in order. */
export const judgeAcks = (stream: Buffer, acks: readonly Buffer[]): readonly string[] => {
  const owed = owedIn(stream);
  const judged = acks.map(judgeAck);
  const problems = judged.flatMap(({ problem }) => (problem === undefined ? [] : [problem]));
  const sum = (of: 'least' | 'most'): number => owed.reduce((all, one) => all + one[of], 0);
  if (acks.length < sum('least') || acks.length > sum('most'))
    problems.push(`${acks.length} acknowledgements where ${sum('least')} to ${sum('most')} are owed`);
  let at = 0;
  for (const [index, { id, least, most }] of owed.entries()) {
    const next = owed[index + 1];
    const isNextPlain = next === undefined || next.id !== undefined;
    // From here on it is not plain which is whose.
    if (least !== most && (id === undefined || !isNextPlain || owed.filter((other) => other.id === id).length > 1))
      break;
    const from = at;
    const isIts = (other: (typeof judged)[number] | undefined): boolean =>
      other !== undefined && (id === undefined || other.id === id);
    while (at - from < most && isIts(judged[at])) at += 1;
    if (at - from < least) {
      problems.push(`no acknowledgement of ${id} where it is due, but ${judged[at]?.id ?? 'none'}`);
      break;
    }
  }
  return problems;
};

/** One answer of HTTP. */
export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
  readonly closes: boolean;
}

/** Refusals of a body as a whole, or of who asks for what: of no one place in it. */
const PLACELESS =
  /not JSON|stands twice|nested deeper|expected UTF-8|expected a resource|unauthenticated|scope|too-large|unsupported-media-type|not-acceptable/;
const EXPRESSION = /"expression":\["[A-Z][A-Za-z]+[^"]*"\]/;

/** What is wrong with an answer of FHIR; undefined: nothing. */
export const judgeHttp = ({ status, body }: HttpAnswer, owesPlace: boolean): string | undefined => {
  const bad = (problem: string): string => `${problem}: ${status} ${body.slice(0, 600)}`;
  if (SECRET.test(body)) return bad('tells of another patient');
  // Of subscriptions each client may have so many: the cap holds, and says so.
  if (status >= 500 && !body.includes('have not ended')) return bad('a failure of its own');
  if (status >= 200 && status < 300) return undefined;
  if (status < 400) return bad('neither yes nor no');
  const refusal = /"code":"([a-z-]+)"\}\],"text"/.exec(body)?.[1];
  if (!body.includes('"resourceType":"OperationOutcome"') || refusal === undefined || !Object.hasOwn(REFUSALS, refusal))
    return bad('a refusal without a reason');
  return owesPlace && !PLACELESS.test(body) && !EXPRESSION.test(body) ? bad('a refusal without a place') : undefined;
};
