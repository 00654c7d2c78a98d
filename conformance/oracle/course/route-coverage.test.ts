import { describe, expect, test } from 'vitest';
import { type Coverage, type Identifier, keyOf } from '../../../contract/domain/index.ts';
import { HistoryBuilder, personId } from '../history-builder.test-helper.ts';
import { type CoverageOp, CoverageBook } from '../people/coverage-book.ts';
import type { Moment } from './moment.ts';
import { type Raising } from './route.ts';
import type { OrderVersion } from './version.ts';
import { MS, iso, ms, moment, raising, version, around, courseOf, recipientsOf, first } from './route.test-helper.ts';

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
