import { isAscii } from 'node:buffer';
import { accept, refuse } from '../../refusal.ts';
import type { Outcome } from '../../refusal.ts';
import { decodeText } from './charset.ts';
import { readDelimiters } from './delimiters.ts';
import { Segment } from './segment.ts';

/** A parsed message: its segments in order, MSH first. */
export interface Message {
  readonly header: Segment;
  readonly segments: readonly Segment[];
}

/** Bounds on what a sender can make us hold. */
export interface MessageLimits {
  readonly bytes: number;
  readonly segments: number;
}
export const DEFAULT_LIMITS: MessageLimits = { bytes: 8 * 1024 * 1024, segments: 20_000 };

const asBytes = (input: string | Uint8Array): Uint8Array =>
  typeof input === 'string' ? Buffer.from(input, 'utf8') : input;

const headerBytes = (bytes: Uint8Array): Buffer => {
  const end = bytes.indexOf(0x0d);
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(end === -1 ? bytes.length : end, 4096));
};

/** The header in the character set that it declares; itself where it is not in that, or is seven bits in any. */
const inItsCharset = (bytes: Uint8Array, header: Segment): Segment => {
  if (isAscii(bytes)) return header;
  const text = decodeText(bytes, header.text(18));
  return text.ok ? new Segment(text.value, header.delimiters, 1) : header;
};

/**
 * The MSH segment alone, so that a message that cannot be parsed can still be answered under its own control id: in the
 * character set of MSH-18, or byte by byte as Latin-1 where its bytes are not in that. Undefined when there is none.
 */
export const peekHeader = (input: string | Uint8Array): Segment | undefined => {
  const bytes = headerBytes(asBytes(input));
  const text = bytes.toString('latin1');
  const delimiters = readDelimiters(text);
  return delimiters === undefined ? undefined : inItsCharset(bytes, new Segment(text, delimiters, 1));
};

/**
 * Parses one message. Segments end with CR; a LF behind a CR is skipped, a missing last CR is
 * allowed. Refusals: `too-large`, `charset`, `malformed` (no usable MSH, too many segments, a
 * segment without a name). Segments and fields that nobody asks for cost nothing and mean nothing. `peeked`: its header,
 * where whoever calls has peeked at it before.
 */
export const parseMessage = (
  input: string | Uint8Array,
  limits: MessageLimits = DEFAULT_LIMITS,
  { peeked }: { readonly peeked: Segment | undefined } = { peeked: peekHeader(input) },
): Outcome<Message> => {
  const bytes = asBytes(input);
  if (bytes.length > limits.bytes) return refuse('too-large', undefined, `more than ${limits.bytes} bytes`);
  if (peeked === undefined) {
    return refuse('malformed', 'MSH^1', 'a message starts with MSH and five different delimiters');
  }
  // Told before MSH-18 is read: of who ends segments with a line feed, that is what stands in the middle of another one.
  if (headerBytes(bytes).includes(0x0a)) return lineFedIn('MSH');
  const text = typeof input === 'string' ? accept(input) : decodeText(bytes, peeked.text(18));
  if (!text.ok) return text;
  const lines = text.value.split('\r', limits.segments + 2);
  if (lines.length > limits.segments + 1)
    return refuse('malformed', undefined, `more than ${limits.segments} segments`);
  return split(lines, peeked);
};

const lineFedIn = (segment: string): Outcome<never> =>
  refuse('malformed', undefined, `segment ${segment} holds a line feed; segments end with CR`);

const split = (lines: readonly string[], peeked: Segment): Outcome<Message> => {
  const counts = new Map<string, number>();
  const segments: Segment[] = [];
  for (const line of lines) {
    const content = line.startsWith('\n') ? line.slice(1) : line;
    if (content === '') continue;
    const name = content.slice(0, 3);
    if (!/^[A-Z][A-Z0-9]{2}$/.test(name) || (content.length > 3 && content[3] !== peeked.delimiters.field)) {
      return refuse('malformed', undefined, `segment ${segments.length + 1} has no name; segments end with CR`);
    }
    if (content.includes('\n')) return lineFedIn(name);
    const occurrence = (counts.get(name) ?? 0) + 1;
    counts.set(name, occurrence);
    segments.push(peeked.isOf(content) ? peeked : new Segment(content, peeked.delimiters, occurrence));
  }
  const header = segments[0];
  return header?.name === 'MSH' && counts.get('MSH') === 1
    ? accept({ header, segments })
    : refuse('malformed', 'MSH^1', 'a message has exactly one MSH');
};

/** The first segment of a name. */
export const findSegment = (message: Message, name: string): Segment | undefined =>
  message.segments.find((segment) => segment.name === name);
