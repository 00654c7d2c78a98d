import { describe, expect, test } from 'vitest';
import { findSegment, parseMessage, peekHeader } from './message.ts';
import type { Message } from './message.ts';

const HEADER = 'MSH|^~\\&|EHR|GOOD|RPM|GOOD|20260302090000-0500||ORU^R01^ORU_R01|ID1|T|2.5.1||||||UNICODE UTF-8\r';

const parsed = (input: string | Uint8Array): Message => {
  const outcome = parseMessage(input);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal));
  return outcome.value;
};

describe('delimiters', () => {
  test('MSH-1 and MSH-2 are read, not assumed', () => {
    const message = parsed('MSH!@#$%!EHR!GOOD\rPID!1!!MRN@@@A%1.2%ISO@MR#OTHER\rNTE!1!!a$F$b|c^d\r');
    expect(message.header.text(1)).toBe('!');
    expect(message.header.text(2)).toBe('@#$%');
    expect(message.header.text(3)).toBe('EHR');
    const pid = findSegment(message, 'PID');
    expect(pid?.text(3, { component: 4, subcomponent: 2 })).toBe('1.2');
    expect(pid?.text(3, { repetition: 2 })).toBe('OTHER');
    expect(findSegment(message, 'NTE')?.text(3)).toBe('a!b|c^d');
  });

  test.each([
    ['', 'nothing'],
    ['MSH', 'no delimiters'],
    ['PID|1\r', 'no MSH'],
    ['MSH|^~\\^|\r', 'two alike'],
    ['MSH|^~\\|\r', 'four instead of five'],
    ['MSH|^~\\&##|\r', 'too many'],
    ['MSHA^~\\&A\r', 'a letter'],
    ['MSH|"~\\&|\r', 'the quotation mark'],
    ['MSH ^~\\& \r', 'a space'],
  ])('%j is malformed: %s', (text) => {
    expect(parseMessage(text)).toMatchObject({ ok: false, refusal: { code: 'malformed' } });
  });

  test('the truncation mark of later versions is allowed', () => {
    expect(parsed('MSH|^~\\&#|EHR\r').header.text(3)).toBe('EHR');
  });
});

describe('segments', () => {
  test('empty, null and absent are told apart', () => {
    const message = parsed(`${HEADER}OBX|1||""|a^""^|\r`);
    const obx = findSegment(message, 'OBX');
    expect(obx?.value(2)).toBeUndefined();
    expect(obx?.value(3)).toBeNull();
    expect(obx?.isNull(3)).toBe(true);
    expect(obx?.text(3)).toBe('');
    expect(obx?.value(4, { component: 2 })).toBeNull();
    expect(obx?.value(4, { component: 3 })).toBeUndefined();
    expect(obx?.value(99)).toBeUndefined();
    expect(obx?.value(4, { repetition: 9, component: 9, subcomponent: 9 })).toBeUndefined();
    expect(obx?.isNull(4)).toBe(false);
  });

  test('places count the segments of one name, whatever OBX-1 says', () => {
    const rows = parsed(`${HEADER}OBX|7\rNTE|1\rOBX|7\r`).segments.filter(({ name }) => name === 'OBX');
    expect(rows.map((row) => row.place(5))).toEqual(['OBX^1^5', 'OBX^2^5']);
    expect(rows[1]?.place(5, 2)).toBe('OBX^2^5^1^2');
  });

  test('a missing last CR, CR LF and empty lines are tolerated; Z segments are kept for nobody', () => {
    const message = parsed(`${HEADER.slice(0, -1)}\r\nZZZ|whatever\r\r\nPID|1`);
    expect(message.segments.map(({ name }) => name)).toEqual(['MSH', 'ZZZ', 'PID']);
  });

  test.each([
    [`${HEADER}hello\r`, 'no name'],
    [`${HEADER}PIDX1\r`, 'no delimiter behind the name'],
    [`${HEADER}PID|1\nOBX|1\r`, 'LF instead of CR'],
    [`${HEADER}${HEADER}`, 'a second MSH'],
  ])('malformed: %#', (text) => {
    expect(parseMessage(text)).toMatchObject({ ok: false, refusal: { code: 'malformed' } });
  });

  test('a line feed inside a field of MSH ends no header: the answer names the message all the same', () => {
    const text = `MSH|^~\\&|EHR|GO\nOD|RPM|GOOD|20260302090000-0500||ORU^R01^ORU_R01|ID1|T|2.5.1\rPID|1\r`;
    expect(peekHeader(text)?.text(10)).toBe('ID1');
    expect(parseMessage(text)).toMatchObject({ refusal: { code: 'malformed' } });
  });

  test('who ends segments with a line feed is told so, whatever then stands where MSH-18 would', () => {
    const text = `MSH|^~\\&|EHR|GOOD|RPM|GOOD|20260302090000-0500||ORU^R01^ORU_R01|ID1|T|2.5.1\nPID|1||A||B|C\nOBR|1\n`;
    expect(peekHeader(text)?.text(10)).toBe('ID1');
    expect(parseMessage(Buffer.from(text))).toMatchObject({
      refusal: { code: 'malformed', detail: 'segment MSH holds a line feed; segments end with CR' },
    });
  });

  test('size and number are bounded', () => {
    expect(parseMessage(HEADER, { bytes: HEADER.length - 1, segments: 9 })).toMatchObject({
      refusal: { code: 'too-large' },
    });
    const three = `${HEADER}NTE|1\rNTE|2\r`;
    expect(parseMessage(three, { bytes: 9999, segments: 3 }).ok).toBe(true);
    expect(parseMessage(three, { bytes: 9999, segments: 2 })).toMatchObject({ refusal: { code: 'malformed' } });
  });

  test('millions of delimiters cost little', () => {
    const message = parsed(`${HEADER}PID|1||${'~'.repeat(2_000_000)}|${'|'.repeat(2_000_000)}\r`);
    expect(findSegment(message, 'PID')?.repetitions(3)).toBe(50);
  });
});

const withCharset = (charset: string, name: Buffer): Buffer =>
  Buffer.concat([Buffer.from(HEADER.replace('UNICODE UTF-8', charset)), Buffer.from('PID|'), name, Buffer.from('\r')]);

describe('character sets', () => {
  const utf8 = Buffer.from('Åse');

  test.each(['UNICODE UTF-8', 'UTF-8', 'UNICODE UTF-8~ASCII'])('%s is UTF-8', (charset) => {
    expect(findSegment(parsed(withCharset(charset, utf8)), 'PID')?.text(1)).toBe('Åse');
  });

  test.each(['', 'ASCII'])('%j is seven bits', (charset) => {
    expect(findSegment(parsed(withCharset(charset, Buffer.from('Ase'))), 'PID')?.text(1)).toBe('Ase');
    expect(parseMessage(withCharset(charset, utf8))).toMatchObject({ refusal: { code: 'charset', at: 'MSH^1^18' } });
  });

  test.each([
    ['8859/1', Buffer.from('Ase')],
    ['UNICODE UTF-8', Buffer.from([0xc3])],
    ['UNICODE UTF-8', Buffer.from([0xff])],
    ['UNICODE UTF-8', Buffer.from([0xed, 0xa0, 0x80])],
  ])('%s with %o is refused', (charset, bytes) => {
    expect(parseMessage(withCharset(charset, bytes))).toMatchObject({ refusal: { code: 'charset' } });
  });

  test('the header of a message that cannot be decoded can still be read', () => {
    const bytes = withCharset('UNICODE UTF-8', Buffer.from([0xff]));
    expect(peekHeader(bytes)?.text(10)).toBe('ID1');
    expect(peekHeader('hello')).toBeUndefined();
  });

  test.each([
    ['UNICODE UTF-8', 'utf8', 'é1'],
    ['UTF-8', 'utf8', 'é1'],
    ['UNICODE UTF-8', 'latin1', 'é1'],
    ['', 'utf8', 'Ã©1'],
    ['8859/1', 'utf8', 'Ã©1'],
  ] as const)('its control id comes back as it was sent: MSH-18 %j, %s', (charset, encoding, id) => {
    const header = `MSH|^~\\&|A|B|C|D|20260303||ORU^R01|é1|T|2.5.1||||||${charset}`;
    expect(peekHeader(Buffer.from(header, encoding))?.text(10)).toBe(id);
  });
});
