import { expect, test } from 'vitest';
import { MillisecondsTerm } from './profile-terms.ts';

test.each([
  ['1ms', 1],
  ['10 s', 10_000],
  ['1440min', 86_400_000],
  ['86400s', 86_400_000],
])('%s is %d ms', (text, ms) => expect(MillisecondsTerm.parse(text)).toBe(ms));

test.each([
  ['1441min', /a day \(1440min\) at the most/],
  ['86401s', /a day \(1440min\) at the most/],
  ['40000min', /a day \(1440min\) at the most/],
  ['0s', /a length of time, such as/],
  ['10', /a length of time, such as/],
  ['1h', /a length of time, such as/],
])('%s is none, and why', (text, why) => expect(() => MillisecondsTerm.parse(text)).toThrow(why));
