import { describe, expect, test } from 'vitest';
import type { OrderInput } from '../history-builder.test-helper.ts';
import { makeOrder } from '../history-builder.test-helper.ts';
import { instant } from '../time/instant.ts';
import { exactly, type Span } from '../time/span.ts';
import { versionOf } from '../version.test-helper.ts';
import { inForceAt, visible, type Met } from './in-force.ts';
import type { OrderVersion } from './version.ts';

const at = (hour: string): bigint => instant(`2035-03-05T${hour}:00Z`);
const v = (
  name: string,
  from: bigint | Span,
  times: Partial<OrderVersion> = {},
  input: OrderInput = {},
): OrderVersion =>
  versionOf(makeOrder({ name, ...input }), { from: typeof from === 'bigint' ? exactly(from) : from, ...times });
const LATER: Met = { from: 1000, to: 1010 };
const names = (versions: OrderVersion[], t: bigint, met: Met = LATER): (string | undefined)[] =>
  inForceAt(versions, t, met).map((x) => x?.order.identifier.value);

describe('whether a version had been taken', () => {
  test.each([
    [{ sent: 0, settled: 10 }, 'yes'],
    [{ sent: 0, settled: 1000 }, 'yes'],
    [{ sent: 0, settled: 1001 }, 'maybe'],
    [{ sent: 1005, settled: 1020 }, 'maybe'],
    [{ sent: 1011, settled: 1020 }, 'no'],
    [{ sent: 0, settled: 10, certain: false }, 'maybe'],
  ] as const)('%j: %s', (times, expected) => {
    expect(visible(v('a', at('08:00'), times), LATER)).toBe(expected);
  });
});

describe('versions taken one after the other', () => {
  const first = v('first', at('08:00'), { sent: 0, settled: 10 });
  const second = v('second', at('12:00'), { sent: 20, settled: 30 });
  const both = [first, second];
  test.each([
    ['07:59', [undefined]],
    ['08:00', ['first']],
    ['11:59', ['first']],
    ['12:00', ['second']],
    ['18:00', ['second']],
  ])('at %s it is %j', (hour, expected) => {
    expect(names(both, at(hour))).toEqual(expected);
  });

  test('before the second was sent only the first is known', () => {
    expect(names(both, at('18:00'), { from: 12, to: 15 })).toEqual(['first']);
  });

  test('while the second is on its way either can be met', () => {
    expect(names(both, at('18:00'), { from: 22, to: 25 }).sort()).toEqual(['first', 'second']);
    expect(names(both, at('09:00'), { from: 22, to: 25 })).toEqual(['first']);
  });

  test('an unknown second leaves it open for ever', () => {
    const unknown = v('second', at('12:00'), { sent: 20, settled: 30, certain: false });
    expect(names([first, unknown], at('18:00')).sort()).toEqual(['first', 'second']);
    expect(names([first, unknown], at('09:00'))).toEqual(['first']);
  });

  test('a lone unknown one may not exist', () => {
    expect(names([v('first', at('08:00'), { certain: false })], at('09:00'))).toEqual(['first', undefined]);
  });
});

describe('a version that holds from its acceptance', () => {
  const first = v('first', at('08:00'), { sent: 0, settled: 10 });
  const accepted = (name: string, sent: number, from: Span): OrderVersion =>
    v(name, from, { sent, settled: sent + 10, byAcceptance: true });
  test('is open within its bounds alone', () => {
    const second = accepted('second', 20, { low: at('11:00'), high: at('13:00') });
    expect(names([first, second], at('10:59'))).toEqual(['first']);
    expect(names([first, second], at('12:00')).sort()).toEqual(['first', 'second']);
    expect(names([first, second], at('13:00'))).toEqual(['second']);
  });
  test('replaces the one accepted before it even where their bounds overlap', () => {
    const second = accepted('second', 20, { low: at('11:00'), high: at('13:00') });
    const third = accepted('third', 40, { low: at('11:30'), high: at('13:30') });
    expect(names([first, second, third], at('14:00'))).toEqual(['third']);
  });
});

describe('instants that go back', () => {
  test('leave open which of the two holds', () => {
    const first = v('first', at('12:00'), { sent: 0, settled: 10 });
    const second = v('second', at('10:00'), { sent: 20, settled: 30 });
    expect(names([first, second], at('11:00'))).toEqual(['second']);
    expect(names([first, second], at('13:00')).sort()).toEqual(['first', 'second']);
  });
});

describe('the end of an order', () => {
  test('is not undone by a version that lies later', () => {
    const active = v('active', at('12:00'), { sent: 0, settled: 10 });
    const revoked = v('revoked', at('10:00'), { sent: 20, settled: 30 }, { status: 'revoked' });
    expect(names([active, revoked], at('13:00'))).toEqual(['revoked']);
    expect(names([active, revoked], at('09:00'))).toEqual([undefined]);
  });
  test('entered in error holds for every time', () => {
    const active = v('active', at('08:00'), { sent: 0, settled: 10 });
    const error = v('error', at('12:00'), { sent: 20, settled: 30 }, { status: 'entered-in-error' });
    expect(names([active, error], at('09:00'))).toEqual(['error']);
  });
});
