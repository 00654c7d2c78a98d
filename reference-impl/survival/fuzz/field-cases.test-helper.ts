import type { Random } from '../random.test-helper.ts';
import { anyMessage } from './hl7-message.test-helper.ts';
import { CHARSETS, oddValue } from './hl7-values.test-helper.ts';

type Edit = (segments: readonly string[], random: Random) => readonly string[];

const STRAYS = [
  'ZZZ|x',
  'PID|1',
  // Not the canary's: in place of the first, with the canary's reading, that made a sound correction of it.
  'PID|1||F1^^^GOODHEALTH^MR',
  'OBR|1',
  'OBX|1',
  'ORC|NW',
  'MSH|^~\\&|A',
  'NTE|1|P|x',
  'TQ1|1',
  'FHS|^~\\&',
  'OBX|99|NM|41653-7^^LN||100|mg/dL|||||F',
  '',
  'pid|1',
  'P',
] as const;

/** One segment with what `edit` makes of it: any but the header, unless there is no other. */
const inSegment = (
  segments: readonly string[],
  random: Random,
  edit: (fields: readonly string[], segment: string) => string,
): readonly string[] => {
  const where = random.below(8) === 0 ? 0 : random.below(segments.length);
  return segments.map((segment, index) => (index === where ? edit(segment.split('|'), segment) : segment));
};
const inField = (segments: readonly string[], random: Random, edit: (field: string) => string): readonly string[] =>
  inSegment(segments, random, (fields) => {
    const where = 1 + random.below(Math.max(1, fields.length - 1));
    return fields.map((field, index) => (index === where ? edit(field) : field)).join('|');
  });
/** One part of what a mark divides. */
const inPart = (text: string, mark: string, random: Random, edit: (part: string) => string): string => {
  const parts = text.split(mark);
  const where = random.below(parts.length);
  return parts.map((part, index) => (index === where ? edit(part) : part)).join(mark);
};

const EDITS: readonly [Edit, ...Edit[]] = [
  // A field, a repetition, a component, a subcomponent is something else.
  (segments, random) => inField(segments, random, () => oddValue(random)),
  (segments, random) => inField(segments, random, (field) => inPart(field, '~', random, () => oddValue(random))),
  (segments, random) => inField(segments, random, (field) => inPart(field, '^', random, () => oddValue(random))),
  (segments, random) =>
    inField(segments, random, (field) =>
      inPart(field, '^', random, (part) => inPart(part, '&', random, () => oddValue(random))),
    ),
  // It is said more than once, or runs on.
  (segments, random) => inField(segments, random, (field) => `${field}~${field}`),
  (segments, random) => inField(segments, random, (field) => `${field}~`.repeat(2 + random.below(60))),
  (segments, random) => inField(segments, random, (field) => field + oddValue(random)),
  (segments, random) => inField(segments, random, (field) => `${field}^${field}&${field}`),
  (segments, random) => inField(segments, random, (field) => field.slice(0, random.below(field.length + 1))),
  // Fields move, go or come.
  (segments, random) =>
    inSegment(segments, random, (fields) => fields.toSpliced(random.below(fields.length), 1).join('|')),
  (segments, random) =>
    inSegment(segments, random, (fields) =>
      fields.toSpliced(random.below(fields.length), 0, oddValue(random)).join('|'),
    ),
  (segments, random) =>
    inSegment(segments, random, (_fields, segment) => `${segment}${'|'.repeat(1 + random.below(200))}x`),
  (segments, random) =>
    inSegment(segments, random, (fields) => fields.slice(0, random.below(fields.length + 1)).join('|')),
  // Segments move, go, come, and come often.
  (segments, random) => segments.toSpliced(random.below(segments.length), 1),
  (segments, random) => segments.toSpliced(random.below(segments.length), 0, random.of([...STRAYS])),
  (segments, random) => {
    const which = random.below(segments.length);
    return segments.toSpliced(which, 0, ...Array.from({ length: 1 + random.below(30) }, () => segments[which] ?? ''));
  },
  (segments, random) => {
    const which = random.below(segments.length);
    return [...segments.toSpliced(which, 1), segments[which] ?? ''];
  },
  // The header says something else.
  (segments, random) => {
    const [header = '', ...others] = segments;
    const field = random.of([8, 8, 9, 10, 11, 14, 15, 14, 15, 17, 17, 2, 3, 6] as const);
    const value = random.of([
      'AL',
      'NE',
      'ER',
      'SU',
      'P',
      'D',
      '2.6',
      '2.3',
      'ORU^R01',
      'OMG^O19',
      'ADT^A08',
      '',
      'x',
    ] as const);
    const fields = header.split('|');
    while (fields.length <= field) fields.push('');
    fields[field] = random.below(4) === 0 ? oddValue(random) : value;
    return [fields.join('|'), ...others];
  },
];

/** A message with one to three things wrong in its segments and fields. */
export const withEdits = (text: string, random: Random): string => {
  let segments: readonly string[] = text.split('\r').slice(0, -1);
  for (let times = 1 + random.below(3); times > 0; times -= 1) segments = random.of(EDITS)(segments, random);
  return `${segments.join('\r')}\r`;
};

/** The delimiters are others: in the header alone, in all, or two are one. */
const redelimited = (text: string, random: Random): string => {
  const from = random.of(['|', '^', '~', '\\', '&'] as const);
  const to = random.of(['#', '!', '$', '^', 'A', ' ', '"', '|', '\u00e9', '\u0001'] as const);
  return random.below(2) === 0 ? text.replaceAll(from, () => to) : text.replace(from, () => to);
};

/** Bytes that nobody meant. */
const damaged = (bytes: Buffer, random: Random): Buffer => {
  const copy = Buffer.from(bytes);
  if (copy.length === 0) return copy;
  for (let times = 1 + random.below(4); times > 0; times -= 1) copy[random.below(copy.length)] = random.below(256);
  return random.below(3) === 0 ? copy.subarray(0, random.below(copy.length + 1)) : copy;
};

const ends = (random: Random): string => {
  const die = random.below(40);
  return die === 0 ? '\n' : die === 1 ? '\r\n' : die === 2 ? '\r\r' : '\r';
};

const edited = (text: string, random: Random): Buffer => {
  const segments = withEdits(text, random).split('\r').slice(0, -1);
  const end = ends(random);
  let whole = segments.join(end) + (random.below(12) === 0 ? '' : end);
  if (random.below(12) === 0) whole = redelimited(whole, random);
  if (random.below(14) !== 0) return Buffer.from(whole, 'utf8');
  const [name, encoding] = random.of([...CHARSETS]);
  const [header = '', ...others] = whole.split('\r');
  const fields = header.split('|');
  fields[17] = name;
  return Buffer.from([fields.join('|'), ...others].join('\r').replace('Doe', 'Döé'), encoding);
};

/** VT and FS CR are of the frame, and what holds them is another case. */
const unframed = (bytes: Buffer): Buffer => {
  const copy = Buffer.from(bytes);
  for (const [index, byte] of copy.entries()) if (byte === 0x0b || byte === 0x1c) copy[index] = 0x20;
  return copy;
};

/** The content of one message with something wrong in it; of a few nothing. */
export const fieldCase = (number: number, random: Random, id?: string): Buffer => {
  const text = anyMessage(number, random, id);
  const die = random.below(20);
  if (die === 0) return Buffer.from(text, 'utf8');
  const bytes = edited(text, random);
  return unframed(die === 1 ? damaged(bytes, random) : bytes);
};
