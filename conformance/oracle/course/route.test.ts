import { describe, expect, test } from 'vitest';
import type { Moment } from './moment.ts';
import { type Raising } from './route.ts';
import type { OrderVersion } from './version.ts';
import { MS, ZERO, ms, moment, raising, version, accepted, to, first } from './route.test-helper.ts';

describe('the latest version names the recipient', () => {
  test.each<[string, OrderVersion[], Raising, string]>([
    ['no order', [], raising(5, 100), ''],
    ['the only one', [first], raising(5, 100), 'a'],
    ['one accepted before', [first, accepted('b', moment(1, 50))], raising(5, 100), 'b'],
    ['one accepted after it', [first, accepted('b', moment(7, 150))], raising(5, 100), 'a'],
    [
      'one that may be accepted before it comes into sight',
      [first, accepted('b', moment(7, 150))],
      raising(5, 100, 200),
      'a,b',
    ],
    ['one accepted just when it comes into sight', [first, accepted('b', moment(7, 200))], raising(5, 100, 200), 'a,b'],
    ['one scheduled, whose instant is to come', [first, version('b', ms(300), moment(1, 50))], raising(5, 100), 'a'],
    ['one scheduled, whose instant has come', [first, version('b', ms(80), moment(1, 50))], raising(5, 100), 'b'],
    ['one scheduled, at its instant', [first, version('b', ms(100), moment(1, 50))], raising(5, 100), 'b'],
    [
      'one scheduled for the time until it is seen',
      [first, version('b', ms(150), moment(1, 50))],
      raising(5, 100, 200),
      'a,b',
    ],
    [
      'one scheduled for the end of that time',
      [first, version('b', ms(200), moment(1, 50))],
      raising(5, 100, 200),
      'a,b',
    ],
    [
      'one of an earlier instant than what holds',
      [version('a', ms(80), moment(0, 0)), version('b', ms(70), moment(1, 90))],
      raising(5, 100),
      'a',
    ],
    [
      'one of the same instant accepted later',
      [version('a', ms(80), moment(0, 0)), version('b', ms(80), moment(1, 90))],
      raising(5, 100),
      'b',
    ],
    [
      'by acceptance, one after the other',
      [first, accepted('b', moment(1, 50)), accepted('c', moment(2, 50))],
      raising(5, 100),
      'c',
    ],
    [
      'an error names nobody, and what it ends is asked',
      [first, accepted('b', moment(1, 50), { status: 'entered-in-error' })],
      raising(5, 100),
      'a',
    ],
    [
      'an error over a later version: the first is asked',
      [first, accepted('b', moment(1, 50)), accepted('c', moment(2, 60), { status: 'entered-in-error' })],
      raising(5, 100),
      'a',
    ],
    ['by its place alone it was before', [first, accepted('b', moment(1, 90, 120))], raising(5, 100), 'b'],
    ['by time alone it was before', [first, accepted('b', { ...moment(1, 90), last: 9 })], raising(5, 100), 'b'],
    ['by neither', [first, accepted('b', { ...moment(1, 90, 120), last: 9 })], raising(5, 100, 100), 'a,b'],
    ['by its last place', [first, accepted('b', { ...moment(1, 90, 120), last: 4 })], raising(5, 100, 100), 'b'],
    ['one with the very place of it, under way', [first, accepted('b', moment(5, 90, 120))], raising(5, 100), 'a,b'],
    ['one that ended when it began', [first, accepted('b', { ...moment(1, 90, 100), last: 9 })], raising(5, 100), 'b'],
    ['one stated for before, taken after it', [first, version('b', ms(50), moment(7, 150))], raising(5, 100), 'a'],
    ['one stated for before, taken in its place', [first, version('b', ms(50), moment(5, 150))], raising(5, 100), 'a'],
    [
      'one stated for before, in a place before it',
      [first, version('b', ms(50), moment(1, 150))],
      raising(5, 100),
      'b',
    ],
    [
      'by acceptance, one after the other, though more is known of the first',
      [first, accepted('b', moment(1, 60, 90)), accepted('c', moment(2, 50, 90))],
      raising(5, 100),
      'c',
    ],
    [
      'one accepted before another that was scheduled',
      [first, version('b', ms(80), moment(1, 20)), accepted('c', moment(2, 30))],
      raising(5, 100),
      'b,c',
    ],
  ])('%s', (_title, versions, when, recipients) => {
    expect(to(versions, when)).toBe(recipients);
  });

  test.each<[string, boolean | undefined, string]>([
    ['not yet known', undefined, 'b,c'],
    ['it holds still', true, 'b'],
    ['it does not', false, 'c'],
  ])('a version that was overtaken before its instant: %s', (_title, holdsStill, recipients) => {
    const b = version('b', ms(80), moment(1, 20), holdsStill === undefined ? {} : { holdsStill });
    const c = version('c', ms(60), moment(2, 30));
    expect(to([first, b, c], raising(5, 100))).toBe(recipients);
    // Before the instant of the first of the two there is nothing open.
    expect(to([first, b, c], raising(5, 70))).toBe('c');
    expect(to([first, b, c], raising(5, 50))).toBe('a');
  });

  test.each<[string, boolean | undefined, boolean | undefined, string]>([
    ['not yet known', undefined, undefined, 'b,c,d'],
    ['the later one holds still', undefined, true, 'c'],
    ['the later one does not', undefined, false, 'b,d'],
    ['neither does', false, false, 'd'],
    ['the earlier one alone holds still', true, false, 'b'],
  ])('two versions that one for an earlier instant overtook: %s', (_title, b, c, recipients) => {
    const held = (holdsStill: boolean | undefined) => (holdsStill === undefined ? {} : { holdsStill });
    const versions = [
      first,
      version('b', ms(80), moment(1, 20), held(b)),
      version('c', ms(90), moment(2, 30), held(c)),
      version('d', ms(60), moment(3, 40)),
    ];
    expect(to(versions, raising(5, 100))).toBe(recipients);
  });

  test('one that holds from its acceptance was never to come: one for an earlier instant changes nothing', () => {
    const b = accepted('b', moment(1, 60, 90));
    expect(to([first, b, version('c', ms(50), moment(2, 70, 95))], raising(5, 100))).toBe('b');
  });

  test('one that an error overtook ends those before it all the same', () => {
    const error = version('d', ms(60), moment(3, 40), { status: 'entered-in-error' });
    const versions = [first, version('b', ms(80), moment(1, 20)), version('c', ms(90), moment(2, 30)), error];
    expect(to(versions, raising(5, 100))).toBe('a');
  });

  test('one accepted when the other had begun overtakes nothing', () => {
    const b = version('b', ms(80), moment(1, 20));
    expect(to([first, b, version('c', ms(60), moment(2, 80))], raising(5, 100))).toBe('b');
    expect(to([first, b, version('c', ms(60), moment(2, 79))], raising(5, 100))).toBe('b,c');
  });

  describe('an end for an earlier instant', () => {
    const b = version('b', ms(80), moment(1, 20));
    const end = (taken: Moment): OrderVersion => version('c', ms(60), taken, { status: 'completed' });

    test('ends what was still to come, and is the latest', () => {
      expect(to([first, b, end(moment(2, 30))], raising(5, 100))).toBe('c');
      expect(to([first, b, end(moment(2, 79))], raising(5, 100))).toBe('c');
      expect(to([first, { ...b, holdsStill: true }, end(moment(2, 30))], raising(5, 100))).toBe('c');
    });

    test('leaves what had begun: that has the greatest instant', () => {
      expect(to([first, b, end(moment(2, 80))], raising(5, 100))).toBe('b');
      expect(to([first, b, end(moment(2, 90))], raising(5, 100))).toBe('b');
    });

    test('does one or the other where it is not known which was first', () => {
      expect(to([first, b, end(moment(2, 70, 90))], raising(5, 100))).toBe('b,c');
    });

    test('by acceptance it comes after all', () => {
      expect(to([first, b, accepted('c', moment(2, 70, 90), { status: 'revoked' })], raising(5, 100))).toBe('c');
      expect(to([first, b, accepted('c', moment(2, 30), { status: 'revoked' })], raising(5, 100))).toBe('c');
    });
  });
});

describe('when it is raised', () => {
  const scheduled = version('b', ms(150), moment(1, 50));

  test('not before what is known of its filing', () => {
    expect(to([first, scheduled], { ...raising(5, 100, 200), notBefore: ZERO + BigInt(150 * MS) })).toBe('b');
    expect(to([first, scheduled], { ...raising(5, 100, 200), notBefore: ZERO + BigInt(149 * MS) })).toBe('a,b');
    expect(to([first, scheduled], { ...raising(5, 100, 200), notBefore: ZERO + BigInt(200 * MS) })).toBe('b');
    expect(to([first, scheduled], { ...raising(5, 160, 200), notBefore: ZERO + BigInt(100 * MS) })).toBe('b');
    // What lies beyond it, or before, says nothing.
    expect(to([first, scheduled], { ...raising(5, 100, 200), notBefore: ZERO + BigInt(201 * MS) })).toBe('a,b');
    expect(to([first, scheduled], { ...raising(5, 100, 200), notBefore: ZERO })).toBe('a,b');
  });

  test('up to the horizon, where nothing says when it was', () => {
    const open = { step: 5, from: 100 * MS, to: Number.POSITIVE_INFINITY };
    expect(to([first, version('b', ms(10_000), moment(1, 50))], open)).toBe('a,b');
    expect(to([first, version('b', ms(10_001), moment(1, 50))], open)).toBe('a');
    expect(to([first, scheduled], { ...open, from: 20_000 * MS })).toBe('b');
  });

  test('at its beginning, where the end lies before it', () => {
    expect(to([first, scheduled], { step: 5, from: 150 * MS, to: 100 * MS })).toBe('b');
  });
});
