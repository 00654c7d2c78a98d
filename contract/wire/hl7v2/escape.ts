import type { Delimiters } from './delimiters.ts';
import { STANDARD_DELIMITERS } from './delimiters.ts';

const hex = (char: string): string => Buffer.from(char, 'utf8').toString('hex').toUpperCase();

const STANDARD: ReadonlyMap<string, string> = new Map([
  ['|', '\\F\\'],
  ['^', '\\S\\'],
  ['~', '\\R\\'],
  ['&', '\\T\\'],
  ['\\', '\\E\\'],
]);

// Control characters too: a CR would start a segment, a VT or FS would cut the MLLP frame.
// oxlint-disable-next-line no-control-regex
const UNSAFE = /[|^~&\\\u0000-\u001f\u007f]/;
const EACH_UNSAFE = new RegExp(UNSAFE, 'g');

/**
 * One value, ready to stand in a component or subcomponent, for the standard delimiters. The value
 * `""` itself is written in hex, because bare it would mean "delete". Text that is not well-formed
 * Unicode has no UTF-8 form; its lone surrogates become U+FFFD.
 */
export const escapeValue = (value: string): string => {
  if (value === '""') return '\\X2222\\';
  const text = value.toWellFormed();
  // Most have nothing to be replaced; to look is quicker than to replace nothing.
  return UNSAFE.test(text) ? text.replace(EACH_UNSAFE, (char) => STANDARD.get(char) ?? `\\X${hex(char)}\\`) : text;
};

/** As {@link escapeValue}, for the text types TX and FT: a line break becomes `\.br\`. */
export const escapeText = (text: string): string =>
  text
    .split(/\r\n|\r|\n/)
    .map(escapeValue)
    .join('\\.br\\');

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const fromHex = (digits: string): string | undefined => {
  if (digits.length === 0 || digits.length % 2 === 1 || !/^[0-9A-Fa-f]+$/.test(digits)) return undefined;
  try {
    return utf8.decode(Buffer.from(digits, 'hex'));
  } catch {
    return undefined;
  }
};

const meaning = (sequence: string, delimiters: Delimiters): string | undefined => {
  switch (sequence) {
    case 'F':
      return delimiters.field;
    case 'S':
      return delimiters.component;
    case 'R':
      return delimiters.repetition;
    case 'T':
      return delimiters.subcomponent;
    case 'E':
      return delimiters.escape;
    case '.br':
      return '\n';
    case 'H':
    case 'N':
      return '';
    default:
      return sequence.startsWith('X') ? fromHex(sequence.slice(1)) : undefined;
  }
};

/**
 * The value that an escaped text stands for: `\F\ \S\ \T\ \R\ \E\ \Xhh..\` (UTF-8) and `\.br\` (a
 * line feed); `\H\` and `\N\` (highlighting) vanish. A sequence that is none of these stays as it
 * is, so that nothing that was sent gets lost. Linear in the length.
 */
export const unescapeValue = (text: string, delimiters: Delimiters = STANDARD_DELIMITERS): string => {
  const mark = delimiters.escape;
  let open = text.indexOf(mark);
  if (open === -1) return text;
  const parts: string[] = [];
  let from = 0;
  while (open !== -1) {
    const close = text.indexOf(mark, open + 1);
    if (close === -1) break;
    const value = meaning(text.slice(open + 1, close), delimiters);
    if (value === undefined) {
      open = close;
    } else {
      parts.push(text.slice(from, open), value);
      from = close + 1;
      open = text.indexOf(mark, from);
    }
  }
  parts.push(text.slice(from));
  return parts.join('');
};
