import { describe, expect, test } from 'vitest';
import { type Coverage, type Identifier, keyOf } from '../../../contract/domain/index.ts';
import { HistoryBuilder, makeOrder, orderId, type OrderInput, personId } from '../history-builder.test-helper.ts';
import { type CoverageOp, CoverageBook } from '../people/coverage-book.ts';
import { PatientClock } from '../time/patient-clock.ts';
import type { Span } from '../time/span.ts';
import { versionOf } from '../version.test-helper.ts';
import type { Ambience } from './ambience.ts';
import { Course } from './course.ts';
import type { Moment } from './moment.ts';
import { type Raising, recipientsIn } from './route.ts';
import type { OrderVersion } from './version.ts';

const MS = 1_000_000;
const STARTED = '2035-01-01T00:00:00.000Z';
const ZERO = BigInt(Date.parse(STARTED)) * 1_000_000n;
const KEY = keyOf(orderId());
const iso = (ms: number): string => new Date(Date.parse(STARTED) + ms).toISOString();
/** Milliseconds of the day as the clock shows them. */
const ms = (low: number, high = low): Span => ({ low: ZERO + BigInt(low * MS), high: ZERO + BigInt(high * MS) });
/** An effect that took place at a step, between two milliseconds. */
const moment = (step: number, from: number, to = from): Moment => ({
  step,
  from: from * MS,
  to: to * MS,
  now: ms(from, to),
});
const raising = (step: number, from: number, to = from): Raising => ({ step, from: from * MS, to: to * MS });

/** A version that sends items to a person, from an instant, taken at a moment. */
const version = (
  person: string,
  from: Span,
  taken: Moment,
  more: OrderInput & Partial<Pick<OrderVersion, 'byAcceptance' | 'holdsStill'>> = {},
): OrderVersion => {
  const { byAcceptance = false, holdsStill, ...input } = more;
  return versionOf(makeOrder({ ...input, responsible: personId(person) }), {
    from,
    moment: taken,
    byAcceptance,
    ...(holdsStill === undefined ? {} : { holdsStill }),
  });
};
const accepted = (person: string, taken: Moment, more: OrderInput = {}): OrderVersion =>
  version(person, taken.now, taken, { ...more, byAcceptance: true });

const around = (coverage = new CoverageBook()): Ambience =>
  ({ clock: new PatientClock(STARTED, 0n), horizon: 10_000 * MS, coverage }) as Ambience;

/** Where an item goes that is raised then. */
const to = (versions: readonly OrderVersion[], when: Raising): string =>
  recipientsOf(courseOf(...versions), around(), when);
const courseOf = (...versions: OrderVersion[]): Course => {
  const course = new Course();
  if (versions.length > 0) course.state.orders.set(KEY, { key: KEY, versions });
  return course;
};
const recipientsOf = (course: Course, ambience: Ambience, when: Raising): string =>
  recipientsIn(course, ambience, KEY, (v) => v.order.responsible, when)
    .map((key) => key.split('|')[1])
    .join();

const first = version('a', ms(-1000), moment(0, 0));

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

describe('who covers', () => {
  type Absences = Coverage['absences'];
  type Told = readonly (readonly [Absences, Moment | number, string?])[];
  const away = (from: number, until: number, by?: string): Absences => [
    { period: { start: iso(from), end: iso(until) }, ...(by === undefined ? {} : { coveredBy: personId(by) }) },
  ];
  const b = new HistoryBuilder();
  const said = (person: Identifier, absences: Absences, sent: number): CoverageOp => {
    const line = b.op({ op: 'coverage.set', coverage: { person, absences } });
    return { ...line, sent: sent * MS, settled: sent * MS } as CoverageOp;
  };
  /** Absences of `a`, stated at moments; those without one are still to take effect. */
  const stated = (...all: Told) => {
    const course = courseOf(first);
    const coverage = new CoverageBook();
    for (const [absences, when, name = 'a'] of all) {
      const person = personId(name);
      const op = said(person, absences, typeof when === 'number' ? when : when.from / MS);
      coverage.add(op);
      if (typeof when === 'number') continue;
      const known = course.state.coverage.get(keyOf(person)) ?? [];
      course.state.coverage.set(keyOf(person), [...known, { absences, moment: when, op }]);
    }
    return { course, ambience: around(coverage) };
  };
  const routed = (when: Raising, ...all: Told): string => {
    const { course, ambience } = stated(...all);
    return recipientsOf(course, ambience, when);
  };

  test.each<[string, Told, Raising, string]>([
    ['who is away is covered', [[away(0, 500, 'b'), moment(1, 50)]], raising(5, 100), 'b'],
    ['who is not away yet is not', [[away(101, 500, 'b'), moment(1, 50)]], raising(5, 100), 'a'],
    ['who comes back until it is seen may be', [[away(0, 150, 'b'), moment(1, 50)]], raising(5, 100, 200), 'a,b'],
    [
      'what was stated last holds',
      [
        [away(0, 500, 'b'), moment(1, 50)],
        [away(0, 500, 'c'), moment(2, 60)],
      ],
      raising(5, 100),
      'c',
    ],
    [
      'who was told to be there again',
      [
        [away(0, 500, 'b'), moment(1, 50)],
        [[], moment(2, 60)],
      ],
      raising(5, 100),
      'a',
    ],
    ['what is stated after it does not count', [[away(0, 500, 'b'), moment(7, 150)]], raising(5, 100), 'a'],
    ['what is stated until it is seen may', [[away(0, 500, 'b'), moment(7, 150)]], raising(5, 100, 200), 'a,b'],
    ['also at the very end', [[away(0, 500, 'b'), moment(7, 200)]], raising(5, 100, 200), 'a,b'],
    ['not beyond it', [[away(0, 500, 'b'), moment(7, 201)]], raising(5, 100, 200), 'a'],
    ['what was sent and has not taken effect may', [[away(0, 500, 'b'), 150]], raising(5, 100, 200), 'a,b'],
    ['sent at the very end as well', [[away(0, 500, 'b'), 200]], raising(5, 100, 200), 'a,b'],
    ['not what is sent later', [[away(0, 500, 'b'), 201]], raising(5, 100, 200), 'a'],
    ['not what another said', [[away(0, 500, 'b'), 150, 'x']], raising(5, 100, 200), 'a'],
    ['what was sent counts from its sending', [[away(0, 149, 'b'), 150]], raising(5, 100, 200), 'a'],
    [
      'one statement ends where the next was made',
      [
        [away(0, 500, 'b'), moment(1, 50)],
        [away(0, 500, 'c'), moment(7, 150)],
      ],
      raising(5, 100, 200),
      'b,c',
    ],
    [
      'and not later',
      [
        [away(160, 500, 'b'), moment(1, 50)],
        [away(0, 500, 'c'), moment(7, 150)],
      ],
      raising(5, 100, 200),
      'a,c',
    ],
    [
      'nor does the next begin before',
      [
        [away(0, 500, 'b'), moment(1, 50)],
        [away(100, 149, 'c'), moment(7, 150)],
      ],
      raising(5, 100, 200),
      'a,b',
    ],
    [
      'of three, each its time',
      [
        [away(0, 500, 'b'), moment(1, 50)],
        [away(0, 500, 'c'), moment(7, 130)],
        [away(0, 500, 'd'), moment(8, 160)],
      ],
      raising(5, 100, 200),
      'b,c,d',
    ],
    [
      'of what is pending beside what was stated',
      [
        [away(0, 500, 'b'), moment(1, 50)],
        [away(0, 500, 'c'), 150],
      ],
      raising(5, 100, 200),
      'b,c',
    ],
    [
      'of two that overlap the last alone',
      [
        [away(0, 500, 'b'), moment(1, 50, 120)],
        [away(0, 500, 'c'), moment(2, 50, 120)],
      ],
      raising(5, 100),
      'c',
    ],
    [
      'who covers may be covered',
      [
        [away(0, 500, 'b'), moment(1, 50)],
        [away(0, 500, 'c'), moment(2, 60), 'b'],
      ],
      raising(5, 100),
      'c',
    ],
  ])('%s', (_title, all, when, recipients) => {
    expect(routed(when, ...all)).toBe(recipients);
  });

  test('what was stated counts once, though it is in the book as well', () => {
    const said2 = stated([[], moment(1, 50)], [away(0, 500, 'b'), moment(2, 60)], [[], moment(3, 70)]);
    expect(recipientsOf(said2.course, said2.ambience, raising(5, 100, 200))).toBe('a');
  });
});

describe('each moment by itself', () => {
  type Away = readonly [name: string, from: number, until: number, by: string];
  const routed = (versions: readonly OrderVersion[], when: Raising, ...all: readonly Away[]): string => {
    const coverage = new CoverageBook();
    const course = courseOf(...versions);
    for (const [name, from, until, by] of all) {
      const absences = [{ period: { start: iso(from), end: iso(until) }, coveredBy: personId(by) }];
      const op = new HistoryBuilder().op({
        op: 'coverage.set',
        coverage: { person: personId(name), absences },
      }) as CoverageOp;
      coverage.add(op);
      course.state.coverage.set(keyOf(personId(name)), [{ absences, moment: moment(0, 0), op }]);
    }
    return recipientsOf(course, around(coverage), when);
  };
  const scheduled = [first, version('b', ms(150), moment(1, 50))];
  const during = raising(5, 100, 200);

  test.each<[string, readonly OrderVersion[], Raising, readonly Away[], string]>([
    [
      'away when another is responsible',
      scheduled,
      during,
      [
        ['a', 160, 500, 'x'],
        ['b', 0, 140, 'y'],
      ],
      'a,b',
    ],
    [
      'away for a part of the own time',
      scheduled,
      during,
      [
        ['a', 0, 120, 'x'],
        ['b', 160, 500, 'y'],
      ],
      'a,b,x,y',
    ],
    [
      'until the first of two others',
      [first, version('b', ms(120), moment(1, 50)), version('c', ms(150), moment(2, 60))],
      during,
      [['a', 130, 140, 'x']],
      'a,b,c',
    ],
    [
      'stated for before it was taken: from when it was taken',
      [first, version('b', ms(60), moment(1, 79))],
      raising(5, 50, 100),
      [
        ['a', 65, 75, 'x'],
        ['b', 60, 70, 'y'],
      ],
      'a,b,x',
    ],
    [
      'at the very end: only then',
      [first, version('b', ms(200), moment(1, 50))],
      during,
      [['b', 100, 150, 'y']],
      'a,b',
    ],
    [
      'taken beyond its end by the clock: at any time of it',
      [first, version('b', ms(50), moment(1, 150))],
      raising(5, 100),
      [['b', 0, 500, 'y']],
      'y',
    ],
  ])('%s', (_title, versions, when, all, recipients) => {
    expect(routed(versions, when, ...all)).toBe(recipients);
  });
});
