import { describe, expect, test } from 'vitest';
import { versionInForce } from '../orders/version-in-force.ts';
import { missingAt } from './missing.ts';
import { atHour, historyOf, hoursOf, missingAfter, periodOf, type Told } from './waits.test-helper.ts';

const RULES = [missingAfter(6)];
/** From hour 0 to hour 100; data are due after six hours. */
const ORDER: Told = { hours: 0, period: periodOf(0, 100), rules: RULES };
const then = (hours: number, over: Partial<Told> = {}): Told => ({ ...ORDER, ...over, hours });

/** `due 6 next 100`, or why not. */
const look = (versions: readonly [Told, ...Told[]], atHours: number, latestHours?: number): string => {
  const latestMs = latestHours === undefined ? undefined : atHour(latestHours);
  const seen = missingAt(historyOf(...versions), latestMs, atHour(atHours), { versionInForce });
  const next = `next ${hoursOf(seen.nextMs) ?? 'never'}`;
  return seen.isMissing ? `due ${hoursOf(seen.dueMs)} ${next}` : `${seen.reason} ${next}`;
};

describe('data are due a period after', () => {
  test.each<[string, number, number | undefined, string]>([
    ['the start of the order', 5.9, undefined, 'data-received next 6'],
    ['the start, from that instant on', 6, undefined, 'due 6 next 100'],
    ['the latest reading', 7.9, 2, 'data-received next 8'],
    ['the latest reading, from that instant on', 8, 2, 'due 8 next 100'],
    ['one of the future', 8, 8.05, 'data-received next 14.05'],
    ['the start, whatever came before it', 6, -3, 'due 6 next 100'],
  ])('%s', (_name, at, latest, expected) => {
    expect(look([ORDER], at, latest)).toBe(expected);
  });

  test.each<[string, [Told, ...Told[]], number, string]>([
    ['a release', [ORDER, then(2, { status: 'on-hold' }), then(4)], 9, 'data-received next 10'],
    ['a release, from that instant on', [ORDER, then(2, { status: 'on-hold' }), then(4)], 10, 'due 10 next 100'],
    [
      'the last of releases',
      [ORDER, then(2, { status: 'on-hold' }), then(4), then(6, { status: 'on-hold' }), then(8)],
      13,
      'data-received next 14',
    ],
    [
      'a release of the same instant as the hold',
      [ORDER, then(2, { status: 'on-hold' }), then(2)],
      7,
      'data-received next 8',
    ],
    [
      'no release of a hold that are both still to come',
      [ORDER, then(20, { status: 'on-hold' }), then(30)],
      8,
      'due 6 next 20',
    ],
    ['no other change', [ORDER, then(4)], 6, 'due 6 next 100'],
    [
      'no change of an order on hold',
      [ORDER, then(2, { status: 'on-hold' }), then(4, { status: 'on-hold' })],
      9,
      'order-on-hold next 100',
    ],
    ['no change after a release', [ORDER, then(2, { status: 'on-hold' }), then(3), then(4)], 9, 'due 9 next 100'],
    ['no beginning of a draft', [then(0, { status: 'draft' }), then(4)], 6, 'due 6 next 100'],
    ['no release that is still to come', [ORDER, then(2, { status: 'on-hold' }), then(90)], 9, 'order-on-hold next 90'],
    [
      'a release and a change of the same instant',
      [ORDER, then(2, { status: 'on-hold' }), then(4), then(4)],
      9,
      'data-received next 10',
    ],
  ])('%s', (_name, versions, at, expected) => {
    expect(look(versions, at)).toBe(expected);
  });

  test('what the version that holds asks for', () => {
    const versions: [Told, ...Told[]] = [
      ORDER,
      then(3, { rules: [missingAfter(2)] }),
      then(10, { rules: [missingAfter(9)] }),
    ];
    expect([2, 3, 9.9, 10].map((at) => look(versions, at, 1))).toEqual([
      'data-received next 3',
      'due 3 next 10',
      'due 3 next 10',
      'due 10 next 100',
    ]);
  });
});

describe('nothing is due', () => {
  test.each<[string, [Told, ...Told[]], number, string]>([
    ['on hold', [ORDER, then(2, { status: 'on-hold' })], 50, 'order-on-hold next 100'],
    ['from the end of its period on', [ORDER], 100, 'order-ended next never'],
    [
      'from the end that another version states',
      [ORDER, then(3, { period: periodOf(0, 9) })],
      9,
      'order-ended next never',
    ],
    ['once it is completed', [ORDER, then(7, { status: 'completed' })], 8, 'order-ended next 100'],
    ['once it is revoked', [ORDER, then(7, { status: 'revoked' })], 7, 'order-ended next 100'],
    [
      'in error, though that is still to come',
      [ORDER, then(50, { status: 'entered-in-error' })],
      8,
      'order-in-error next never',
    ],
    ['without the rule', [ORDER, then(7, { rules: [] })], 8, 're-evaluated next 100'],
    ['before the order begins', [ORDER], -1, 'order-ended next 0'],
    ['before the order begins, though it holds', [{ ...ORDER, period: periodOf(8, 100) }], 7, 'order-ended next 8'],
    ['of a draft', [{ ...ORDER, status: 'draft' }], 8, 'order-ended next 100'],
  ])('%s', (_name, versions, at, expected) => {
    expect(look(versions, at)).toBe(expected);
  });

  test('until the instant at which a hold or an end that was told of begins', () => {
    for (const status of ['on-hold', 'revoked'] as const)
      expect(look([ORDER, then(20, { status })], 8)).toBe('due 6 next 20');
  });
});
