import { describe, expect, test } from 'vitest';
import { REFUSALS } from '../../codes/refusals.ts';
import type { RefusalName } from '../../codes/refusals.ts';
import { decodeAck, encodeAck } from './ack.ts';
import type { Ack, AckContent } from './ack.ts';
import { ENVELOPE } from './arbitraries.test-helper.ts';
import { parseMessage, peekHeader } from './message.ts';

const ORIGINAL = 'MSH|^~\\&|E\\T\\R^1.2.3^ISO|GOOD|RPM^^|HOME|20260302090000-0500||OMG^O19^OMG_O19|ORD\\F\\1|T|2.5.1\r';
const answer = (content: AckContent, original = ORIGINAL) =>
  encodeAck(peekHeader(original), content, { ...ENVELOPE, controlId: 'A-1' });
const read = (text: string): Ack | undefined => {
  const parsed = parseMessage(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.refusal));
  return decodeAck(parsed.value);
};

describe('writing', () => {
  test('an accept: parties swapped, event and control id echoed, an id of its own', () => {
    expect(answer({ code: 'AA' })).toBe(
      'MSH|^~\\&|RPM|HOME|E\\T\\R^1.2.3^ISO|GOOD|20260302090000.000-0500||ACK^O19^ACK|A-1|T|2.5.1||||||UNICODE UTF-8\rMSA|AA|ORD\\F\\1\r',
    );
  });

  test('an original in other delimiters is answered in ours', () => {
    const original = 'MSH!@#$%!E|R@1.2!GOOD!RPM!HOME!20260302090000-0500!!ORU@R01!I^D!T!2.5.1\r';
    const text = answer({ code: 'AA' }, original);
    expect(text).toContain('|E\\F\\R^1.2|GOOD|');
    expect(read(text)).toMatchObject({ code: 'AA', controlId: 'I^D' });
  });

  test('an original without a header is answered under our own names', () => {
    const text = answer({ code: 'AE', refusal: { code: 'malformed' } }, 'hello');
    expect(text.split('\r')[0]).toMatch(/^MSH\|\^~\\&\|EHR\|GOODHEALTH\|RPM\|GOODHEALTH\|/);
    expect(read(text)).toEqual({
      code: 'AE',
      controlId: '',
      refusal: 'malformed',
      error: '102',
      text: REFUSALS.malformed.text,
      warnings: [],
    });
  });

  test('a place that is no v2 place is left out; a detail is cut, and cannot end its segment', () => {
    const text = answer({
      code: 'AE',
      refusal: { code: 'future-time', at: 'Observation.effectiveDateTime', detail: `line\rMSA|AA|X${'x'.repeat(400)}` },
    });
    expect(text.split('\r').length).toBe(4);
    const ack = read(text);
    expect(ack?.place).toBeUndefined();
    expect(ack?.text?.startsWith('line\nMSA|AA|X')).toBe(true);
    expect(ack?.text?.length).toBe(250);
  });

  test('warnings beside an accept', () => {
    expect(read(answer({ code: 'AA', warnings: ['rule-not-supported'] }))).toEqual({
      code: 'AA',
      controlId: 'ORD|1',
      warnings: ['rule-not-supported'],
    });
  });

  test.each(Object.keys(REFUSALS) as RefusalName[])('%s comes back with its table 0357 number', (code) => {
    const known: { readonly err3?: string; readonly text: string } = REFUSALS[code];
    const ack = read(answer({ code: 'AE', refusal: { code, at: 'OBX^3^5^1^2' } }));
    expect(ack).toEqual({
      code: 'AE',
      controlId: 'ORD|1',
      refusal: code,
      error: known.err3 ?? '207',
      place: 'OBX^3^5^1^2',
      text: known.text,
      warnings: [],
    });
  });
});

describe('reading what others write', () => {
  const header = 'MSH|^~\\&|RPM|G|EHR|G|20260302090000.120-0500||ACK^O19^ACK|ACK2|T|2.5.1\r';
  test.each([
    ['MSA|AA|ORD1', { code: 'AA', controlId: 'ORD1', warnings: [] }],
    ['MSA|CA|ORD1', { code: 'CA', controlId: 'ORD1', warnings: [] }],
    ['MSA|AR|ORD1|try later', { code: 'AR', controlId: 'ORD1', text: 'try later', warnings: [] }],
    [
      'MSA|AE|ORD1\rERR||OBX^1^5^1^2|102^Data type error^HL70357|E|||SN.2 is not numeric|The limit is not a number',
      {
        code: 'AE',
        controlId: 'ORD1',
        error: '102',
        place: 'OBX^1^5^1^2',
        text: 'The limit is not a number',
        warnings: [],
      },
    ],
    [
      'MSA|AE|ORD1\rERR|||207^Application error^HL70357|E|X17^Their own^L',
      { code: 'AE', controlId: 'ORD1', error: '207', text: 'Their own', warnings: [] },
    ],
    ['MSA|AE|', { code: 'AE', controlId: '', warnings: [] }],
    ['MSA||ORD1', undefined],
    ['NTE|1', undefined],
  ])('%j', (rest, ack) => {
    expect(read(`${header}${rest}\r`)).toEqual(ack);
  });
});
