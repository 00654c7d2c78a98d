import { expect, test } from 'vitest';
import { parseInstant } from './instant.ts';

const WHOLE = '2035-03-05T08:00:00.123456789+05:00';

test.each([
  ['another sign after the year', '2035/03-05T08:00Z'],
  ['another sign after the month', '2035-03/05T08:00Z'],
  ['another sign after the day', '2035-03-05 08:00Z'],
  ['another sign after the hour', '2035-03-05T08.00Z'],
  ['a sign just below the digits', '2035-03-0/T08:00Z'],
  ['a sign just above the digits', '2035-03-0:T08:00Z'],
  ['a point, and no decimals', '2035-03-05T08:00:00.Z'],
  ['ten decimals', '2035-03-05T08:00:00.1234567890Z'],
  ['no digits in the offset', '2035-03-05T08:00+aa:bb'],
  ['another sign before the offset', '2035-03-05T08:00*05:00'],
  ['another sign within the offset', '2035-03-05T08:00+05.00'],
  ['one digit too many in the offset', '2035-03-05T08:00+05:000'],
  ['something after the offset', '2035-03-05T08:00Z '],
])('%s: no instant is %s', (_what, text) => expect(parseInstant(text)).toBeUndefined());

test('an instant that is broken off anywhere is none', () => {
  const whole = parseInstant(WHOLE);
  expect(whole?.at).toBe(parseInstant('2035-03-05T03:00:00.123456789Z')?.at);
  for (let end = 0; end < WHOLE.length; end += 1) expect(parseInstant(WHOLE.slice(0, end))).toBeUndefined();
});
