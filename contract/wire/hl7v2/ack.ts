import { REFUSALS } from '../../codes/refusals.ts';
import type { RefusalCode, RefusalName } from '../../codes/refusals.ts';
import { WARNINGS } from '../../codes/warnings.ts';
import type { WarningName } from '../../codes/warnings.ts';
import type { Refusal } from '../../refusal.ts';
import type { Raw } from './build.ts';
import { composite, segment } from './build.ts';
import { ourCode, readOurCode } from './coded.ts';
import type { Envelope } from './envelope.ts';
import { encodeHeader, PCD_VERSION } from './envelope.ts';
import { escapeText } from './escape.ts';
import type { Message } from './message.ts';
import { findSegment } from './message.ts';
import type { Segment } from './segment.ts';

/** HL7 table 0357. */
const ERROR_TEXT: Readonly<Record<string, string>> = {
  '0': 'Message accepted',
  '100': 'Segment sequence error',
  '101': 'Required field missing',
  '102': 'Data type error',
  '103': 'Table value not found',
  '104': 'Value too long',
  '200': 'Unsupported message type',
  '201': 'Unsupported event code',
  '202': 'Unsupported processing id',
  '203': 'Unsupported version id',
  '204': 'Unknown key identifier',
  '205': 'Duplicate key identifier',
  '207': 'Application internal error',
};

/** ERR-2: segment, its number among those of its name, field, repetition, component, subcomponent. */
const PLACE = /^[A-Z][A-Z0-9]{2}(?:\^\d{1,5}){0,5}$/;

const standing = (text: string): string => text.slice(0, 250);

const errorSegment = ({ code, at, detail }: Refusal): string => {
  const known: RefusalCode = REFUSALS[code];
  const number = known.err3 ?? '207';
  return segment('ERR', {
    2: at !== undefined && PLACE.test(at) ? { raw: at } : undefined,
    3: composite(number, ERROR_TEXT[number], 'HL70357'),
    4: 'E',
    5: ourCode(code, known.text),
    7: detail === undefined ? undefined : { raw: escapeText(standing(detail)) },
  });
};

const warningSegment = (warning: Warning): string =>
  segment('ERR', {
    3: composite('0', ERROR_TEXT['0'], 'HL70357'),
    4: 'W',
    5: ourCode(warning, warning in WARNINGS ? WARNINGS[warning as WarningName] : REFUSALS[warning as RefusalName].text),
  });

/** A field of another message, in our delimiters: up to three components (an HD), unescaped and escaped anew. */
const copied = (header: Segment | undefined, field: number): Raw | undefined => {
  const parts = [1, 2, 3].map((component) => header?.text(field, { component }) ?? '');
  return parts.every((part) => part === '') ? undefined : composite(...parts);
};

const inVersionOf = (original: Segment | undefined, envelope: Envelope): Envelope =>
  original?.text(12) === PCD_VERSION ? { ...envelope, version: PCD_VERSION } : envelope;

/** What may stand beside an acceptance. */
export type Warning = WarningName | RefusalName;

/** The answer: MSA-1, of original or of enhanced mode, and why not. */
export interface AckContent {
  readonly code: 'AA' | 'AE' | 'AR' | 'CA' | 'CE' | 'CR';
  readonly refusal?: Refusal;
  /** ERR rows of severity W beside an AA. */
  readonly warnings?: readonly Warning[];
}

/**
 * An acknowledgement: MSH-3/4 and MSH-5/6 of the original swapped, MSH-9
 * `ACK^trigger^ACK`, MSH-10 of its own (`envelope.controlId`), MSA-2 the original's MSH-10, and one
 * ERR for the refusal or each warning. A message of 2.6 is answered in 2.6. `original` undefined: the content had no MSH, and MSA-2 is
 * empty. A refusal's place goes into ERR-2 when it is a v2 place; its detail, cut at 250, into ERR-7.
 */
export const encodeAck = (original: Segment | undefined, content: AckContent, envelope: Envelope): string => {
  const { refusal } = content;
  return [
    encodeHeader(inVersionOf(original, envelope), ['ACK', original?.text(9, { component: 2 }) ?? '', 'ACK'], {
      sending: [
        copied(original, 5) ?? composite(envelope.sendingApplication),
        copied(original, 6) ?? composite(envelope.sendingFacility),
      ],
      receiving: [
        copied(original, 3) ?? composite(envelope.receivingApplication),
        copied(original, 4) ?? composite(envelope.receivingFacility),
      ],
    }),
    segment('MSA', { 1: content.code, 2: original?.text(10) }),
    ...(refusal === undefined ? [] : [errorSegment(refusal)]),
    ...(content.warnings ?? []).map(warningSegment),
  ].join('');
};

/** An acknowledgement as its receiver reads it. Any answerer's codes are kept as text: they are judged, not trusted. */
export interface Ack {
  /** MSA-1: AA AE AR, or CA CE CR of enhanced mode. */
  readonly code: string;
  /** MSA-2; empty when the answerer found no control id. */
  readonly controlId: string;
  /** ERR-5.1 of the first ERR that is no warning, where it carries our label. */
  readonly refusal?: string;
  /** ERR-3.1 of that ERR. */
  readonly error?: string;
  /** ERR-2 of that ERR, `OBX^1^5`. */
  readonly place?: string;
  /** What a person may read: ERR-8, ERR-7, ERR-5.2, ERR-3.2 or MSA-3, the first that is there. */
  readonly text?: string;
  /** ERR-5.1 of every ERR of severity W or I. */
  readonly warnings: readonly string[];
}

const first = (...texts: readonly string[]): string | undefined => texts.find((text) => text !== '');

const isWarning = (error: Segment): boolean => ['W', 'I'].includes(error.text(4));

/** Reads an acknowledgement. Undefined when the message has no MSA or no MSA-1. */
export const decodeAck = (message: Message): Ack | undefined => {
  const msa = findSegment(message, 'MSA');
  const code = msa?.text(1) ?? '';
  const controlId = msa?.text(2) ?? '';
  if (msa === undefined || code === '') return undefined;
  const errors = message.segments.filter((candidate) => candidate.name === 'ERR');
  const error = errors.find((candidate) => !isWarning(candidate));
  const refusal = error === undefined ? undefined : readOurCode(error, 5);
  const number = error?.text(3) ?? '';
  const place = error?.raw(2).split(error.delimiters.component).join('^') ?? '';
  const text = first(
    ...(error === undefined
      ? []
      : [error.text(8), error.text(7), error.text(5, { component: 2 }), error.text(3, { component: 2 })]),
    msa.text(3),
  );
  return {
    code,
    controlId,
    ...(refusal === undefined ? {} : { refusal }),
    ...(number === '' ? {} : { error: number }),
    ...(place === '' ? {} : { place }),
    ...(text === undefined ? {} : { text }),
    warnings: errors.filter(isWarning).map((warning) => warning.text(5)),
  };
};
