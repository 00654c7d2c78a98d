import { expect, test } from 'vitest';
import type { RefusalName } from '../../../contract/codes/refusals.ts';
import { peekHeader } from '../../../contract/wire/hl7v2/message.ts';
import { acksOf } from './mllp-acks.ts';

const codes = (fields: string, code: 'AA' | 'AE' | 'AR', refusal?: RefusalName): string =>
  acksOf(
    peekHeader(`MSH|^~\\&|G|H|E|F|20350305090000-0500||ORU^R01^ORU_R01|M1|T|2.5.1|||${fields}\r`),
    refusal === undefined ? { code } : { code, refusal: { code: refusal } },
  )
    .map((ack) => ack.code)
    .join(' ');

test.each([
  ['', 'AA', 'AE'],
  ['AL|NE', 'CA', 'CE'],
  ['AL|', 'CA', 'CE'],
  ['NE|AL', 'AA', 'AE'],
  ['|AL', 'AA', 'AE'],
  ['AL|AL', 'CA AA', 'CA AE'],
  ['SU|SU', 'CA AA', ''],
  ['ER|ER', '', 'AE'],
  ['NE|NE', '', ''],
] as const)('MSH-15 and MSH-16 %j: %j of what is taken, %j of what is refused', (fields, taken, refused) => {
  expect([codes(fields, 'AA'), codes(fields, 'AE', 'no-active-order')]).toEqual([taken, refused]);
});

test.each([
  ['AE', 'malformed', 'CE'],
  ['AR', 'unavailable', 'CR'],
] as const)('%s for %s is told once, by %s', (code, refusal, told) => {
  expect(codes('AL|AL', code, refusal)).toBe(told);
  expect(codes('NE|AL', code, refusal)).toBe(code);
});
