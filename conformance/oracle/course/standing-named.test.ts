import { expect, test } from 'vitest';
import { makeOrder, type OrderInput } from '../history-builder.test-helper.ts';
import { instant } from '../time/instant.ts';
import { exactly, type Span } from '../time/span.ts';
import { versionOf } from '../version.test-helper.ts';
import { standingNamed } from './standing-named.ts';
import type { OrderVersion } from './version.ts';

const day = (n: number): string => `2035-01-${String(n).padStart(2, '0')}T00:00:00Z`;
/** Of an order from the 2nd to the 20th: a version that holds from a day, taken at a step. */
const taken = (step: number, from: string | Span, input: OrderInput = {}): OrderVersion => {
  const span = typeof from === 'string' ? exactly(instant(from)) : from;
  return versionOf(makeOrder({ start: day(2), end: day(20), ...input }), {
    from: span,
    moment: { step, from: 0, to: 0, now: span },
  });
};
const between = { low: instant(day(4)), high: instant(day(6)) };

test.each<[string, OrderVersion[], string, string]>([
  ['before its start', [taken(0, day(2))], '2035-01-01T23:59:59.999Z', 'not-begun'],
  ['at its start', [taken(0, day(2))], day(2), 'active'],
  ['at the last moment', [taken(0, day(2))], '2035-01-19T23:59:59.999Z', 'active'],
  ['at its end', [taken(0, day(2))], day(20), 'ended'],
  ['before the period, its version holding already', [taken(0, day(1))], '2035-01-01T12:00:00Z', 'not-begun'],
  ['drafted', [taken(0, day(2), { status: 'draft' })], day(3), 'draft'],
  ['drafted, and past its end', [taken(0, day(2), { status: 'draft' })], day(21), 'draft'],
  ['on hold', [taken(0, day(2)), taken(1, day(5), { status: 'on-hold' })], day(5), 'on-hold'],
  ['before the hold', [taken(0, day(2)), taken(1, day(5), { status: 'on-hold' })], day(4), 'active'],
  [
    'on hold from within an interval, at its end',
    [taken(0, day(2)), taken(1, between, { status: 'on-hold' })],
    day(6),
    'on-hold',
  ],
  [
    'on hold from within an interval, inside it',
    [taken(0, day(2)), taken(1, between, { status: 'on-hold' })],
    day(5),
    'active',
  ],
  [
    'released at the same instant',
    [taken(0, day(2)), taken(1, day(5), { status: 'on-hold' }), taken(2, day(5))],
    day(5),
    'active',
  ],
  [
    'a version of an earlier instant taken later',
    [taken(0, day(2)), taken(1, day(8), { status: 'on-hold' }), taken(2, day(5))],
    day(9),
    'on-hold',
  ],
  ['revoked', [taken(0, day(2)), taken(1, day(5), { status: 'revoked' })], day(5), 'ended'],
  [
    'revoked, and a version scheduled for later',
    [taken(0, day(2)), taken(1, day(8)), taken(2, day(5), { status: 'completed' })],
    day(9),
    'ended',
  ],
  ['before it is revoked', [taken(0, day(2)), taken(1, day(5), { status: 'revoked' })], day(4), 'active'],
  [
    'in error, for every time',
    [taken(0, day(2)), taken(1, day(5), { status: 'entered-in-error' })],
    day(3),
    'in-error',
  ],
  [
    'taken with the reading or after it',
    [taken(0, day(2)), taken(7, day(5), { status: 'entered-in-error' })],
    day(6),
    'active',
  ],
  ['nothing taken yet', [taken(7, day(2))], day(6), 'not-begun'],
])('%s', (_title, versions, at, standing) => {
  expect(standingNamed({ key: 'o1', versions }, instant(at), { step: 7 })).toBe(standing);
});

test('an order that nobody knows has not begun', () => {
  expect(standingNamed(undefined, instant(day(3)), { step: 7 })).toBe('not-begun');
});
