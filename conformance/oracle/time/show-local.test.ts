import { describe, expect, test } from 'vitest';
import { instant, MINUTE, SECOND } from './instant.ts';
import { localPart, showLocal, showSpan, showWritten } from './show-local.ts';

const AT = instant('2035-03-02T14:00:00Z');

describe('an instant as the wall clock of a place shows it', () => {
  test('by the offset of the place, whatever the one it was written with', () => {
    expect(showLocal(AT, -300)).toBe('2 March 2035 09:00 -05:00');
    expect(showLocal(AT, 0)).toBe('2 March 2035 14:00 +00:00');
    expect(showLocal(AT, 570)).toBe('2 March 2035 23:30 +09:30');
    expect(showLocal(AT, -15 * 60)).toBe('1 March 2035 23:00 -15:00');
  });
  test('seconds and milliseconds only where there are some', () => {
    expect(showLocal(AT + SECOND, -300)).toBe('2 March 2035 09:00:01 -05:00');
    expect(showLocal(AT + SECOND / 4n, -300)).toBe('2 March 2035 09:00:00.250 -05:00');
    expect(showLocal(AT + SECOND / 200n, -300)).toBe('2 March 2035 09:00:00.005 -05:00');
  });
  test('as it was written', () => {
    expect(showWritten('2035-03-02T09:00:00-05:00')).toBe('2 March 2035 09:00 -05:00');
  });
});

describe('what is known of an instant', () => {
  test('exactly: one text', () => {
    expect(showSpan({ low: AT, high: AT }, -300)).toBe('2 March 2035 09:00 -05:00');
  });
  test('within bounds: rounded outwards, the day once', () => {
    const span = { low: AT - SECOND + 1n, high: AT + 1n };
    expect(showSpan(span, -300)).toBe('2 March 2035 08:59:59 to 09:00:01 -05:00');
  });
  test('whatever part of a second the bounds are', () => {
    const span = { low: AT - (4n * SECOND) / 10n, high: AT + (6n * SECOND) / 10n };
    expect(showSpan(span, -300)).toBe('2 March 2035 08:59:59 to 09:00:01 -05:00');
  });
  test('over midnight both days are told', () => {
    const span = { low: AT - MINUTE, high: AT };
    expect(showSpan(span, 600)).toBe('2 March 2035 23:59 to 3 March 2035 00:00 +10:00');
  });
});

test.each([
  ['2035-03-03T07:59:00-05:00', '2035-03-03T07:59'],
  ['2035-03-03T07:59-05:00', '2035-03-03T07:59'],
  ['2035-03-03T07:00:00.000Z', '2035-03-03T07:00'],
  ['2035-03-03T07:59:30+05:30', '2035-03-03T07:59:30'],
  ['2035-03-03T07:00:21.000Z', '2035-03-03T07:00:21'],
  ['2035-03-03T07:00Z', '2035-03-03T07:00'],
  ['2035-03-03T07:59:00.010Z', '2035-03-03T07:59:00.010'],
])('%s without its offset is %s', (text, expected) => {
  expect(localPart(text)).toBe(expected);
});

test('what is no text of the domain stays as it is', () => expect(localPart('some day')).toBe('some day'));
