import { describe, expect, test } from 'vitest';
import { EXAMPLE_NAMESPACES, EXAMPLES } from './examples.ts';
import { parseMessage } from './message.ts';
import { decodeReadingMessage } from './reading.ts';

const READING = EXAMPLES['reading-glucose'] ?? '';
const decoded = (text: string): unknown => {
  const parsed = parseMessage(text);
  if (!parsed.ok) throw new Error(parsed.refusal.code);
  const outcome = decodeReadingMessage(parsed.value, EXAMPLE_NAMESPACES);
  return outcome.ok ? 'read' : [outcome.refusal.code, outcome.refusal.at];
};
/** The example with this put before the key of its reading, at OBR-3. */
const keyed = (put: string): string => READING.replace(/(\rOBR(?:\|[^|\r]*){2}\|)/, `$1${put}`);

describe('control characters in a message', () => {
  test.each([
    ['NUL by escape', '\\X00\\'],
    ['a bell by escape, among others', 'a\\T\\\\X6107\\'],
    ['a bell as it stands', '\u0007'],
    ['DEL', '\u007f'],
  ])('%s is refused where it stands', (_title, put) => {
    expect(decoded(keyed(put))).toEqual(['bad-value', 'OBR^1^3']);
  });

  test.each([
    ['a tab', '\t'],
    ['a line end by escape', '\\X0D\\'],
    ['a line break', '\\.br\\'],
    ['what only looks like one', '\\E\\X00\\E\\'],
  ])('%s is text', (_title, put) => {
    expect(decoded(keyed(put))).toBe('read');
  });

  test('what stands in a segment that nobody reads is nobody’s', () => {
    expect(decoded(`${READING}ZVP|a\u001cb\r`)).toBe('read');
  });
});
