import { expect, test } from 'vitest';
import { Moment, parseMoment } from './moment.ts';

test.each([
  ['d1 08:00', { kind: 'wall', day: 1, local: '08:00:00' }],
  ['d12 23:59:07', { kind: 'wall', day: 12, local: '23:59:07' }],
  ['d0 07:30', { kind: 'wall', day: 0, local: '07:30:00' }],
  ['d-3', { kind: 'wall', day: -3, local: '00:00:00' }],
  ['+0s', { kind: 'elapsed', seconds: 0 }],
  ['+2h', { kind: 'elapsed', seconds: 7200 }],
  ['+1d 12h', { kind: 'elapsed', seconds: 129_600 }],
  ['-30min', { kind: 'elapsed', seconds: -1800 }],
  ['+1h30min', { kind: 'elapsed', seconds: 5400 }],
])('%s is %j', (text, parsed) => {
  expect(parseMoment(text)).toEqual(parsed);
  expect(Moment.safeParse(text).success).toBe(true);
});

test.each(['', 'd1 8:00', 'd1 24:00', 'd1 08:60', '08:00', '+', '+2', '2h', '+2 hours', '2035-01-08T08:00:00Z'])(
  '"%s" is no moment',
  (text) => {
    expect(parseMoment(text)).toBeUndefined();
    expect(Moment.safeParse(text).success).toBe(false);
  },
);
