import { describe, expect, test } from 'vitest';
import { keyOf } from '../../../contract/domain/index.ts';
import { HistoryBuilder, personId } from '../history-builder.test-helper.ts';
import { CoverageBook, type CoverageOp } from '../people/coverage-book.ts';
import { PatientClock } from '../time/patient-clock.ts';
import type { Ambience } from './ambience.ts';
import type { Raising } from './route.ts';
import {
  accepted,
  around,
  courseOf,
  first,
  iso,
  moment,
  MS,
  ms,
  raising,
  recipientsOf,
  STARTED,
  to,
  version,
} from './route.test-helper.ts';

const away = (from: number, until: number, by: string) => [
  { period: { start: iso(from), end: iso(until) }, coveredBy: personId(by) },
];
const said = (name: string, absences: ReturnType<typeof away>, sent: number): CoverageOp => {
  const op = new HistoryBuilder().op({ op: 'coverage.set', coverage: { person: personId(name), absences } });
  return { ...op, sent: sent * MS, settled: sent * MS } as CoverageOp;
};

describe('an item that is raised no later than it is filed', () => {
  const at = (notAfter: number): Raising => ({ ...raising(5, 100, 200), notAfter: ms(notAfter).high });
  const one = version('b', ms(150), moment(1, 50));

  test.each([
    [149, 'a'],
    [150, 'a,b'],
    [100, 'a'],
    [200, 'a,b'],
  ])('is raised by %i ms, where that is known of the filing', (notAfter, recipients) => {
    expect(to([first, one], at(notAfter))).toBe(recipients);
  });

  test('what lies before its beginning says nothing', () => {
    expect(to([first, one], at(99))).toBe('a,b');
    expect(to([first, one], { ...at(139), notBefore: ms(140).low })).toBe('a,b');
    expect(to([first, one], { ...at(140), notBefore: ms(140).low })).toBe('a');
  });

  test('nor does what lies beyond its end', () => {
    expect(to([first, version('b', ms(250), moment(1, 50))], at(300))).toBe('a');
  });
});

describe('a clock that may be off by some milliseconds', () => {
  const off = (coverage: CoverageBook): Ambience => ({
    ...around(coverage),
    clock: new PatientClock(STARTED, BigInt(10 * MS)),
  });

  const ways: readonly (readonly [string, number, string])[] = [
    ['at the very sight it counts', 200, 'a,b'],
    ['after the sight it does not, though the clock may have shown the same', 205, 'a'],
  ];

  test.each(ways)('what is said of an absence, and has not taken effect: %s', (_title, sent, recipients) => {
    const coverage = new CoverageBook();
    coverage.add(said('a', away(0, 500, 'b'), sent));
    expect(recipientsOf(courseOf(first), off(coverage), raising(5, 100, 200))).toBe(recipients);
  });

  test.each(ways)('what took effect: %s', (_title, from, recipients) => {
    const coverage = new CoverageBook();
    const op = said('a', away(0, 500, 'b'), from);
    coverage.add(op);
    const course = courseOf(first);
    const now = { low: ms(from - 10).low, high: ms(from + 10).high };
    course.state.coverage.set(keyOf(personId('a')), [
      { absences: op.act.coverage.absences, moment: { ...moment(7, from), now }, op },
    ]);
    expect(recipientsOf(course, off(coverage), raising(5, 100, 200))).toBe(recipients);
  });
});

describe('a version that was still to come when another was taken', () => {
  test('for a later instant holds from its own, and ends the one before it', () => {
    const versions = [first, version('b', ms(80), moment(1, 20)), version('c', ms(150), moment(2, 30))];
    expect(to(versions, raising(5, 100, 200))).toBe('b,c');
  });

  test('for the same instant likewise, while it is open whether the other is taken yet', () => {
    const versions = [first, version('b', ms(80), moment(1, 20)), version('c', ms(80), moment(7, 70, 120))];
    expect(to(versions, raising(5, 100, 200))).toBe('b,c');
  });

  test('for an earlier instant need not hold: the other may be the latest to the end', () => {
    const course = courseOf(first, version('b', ms(150), moment(1, 20)), version('c', ms(60), moment(2, 30)));
    const coverage = new CoverageBook();
    const op = said('c', away(160, 500, 'x'), 0);
    coverage.add(op);
    course.state.coverage.set(keyOf(personId('c')), [{ absences: op.act.coverage.absences, moment: moment(0, 0), op }]);
    expect(recipientsOf(course, around(coverage), raising(5, 100, 200))).toBe('b,c,x');
  });

  test('by acceptance after it, the other is not the latest once it holds', () => {
    expect(to([first, version('b', ms(80), moment(1, 20)), accepted('c', moment(2, 90))], raising(5, 100))).toBe('c');
  });
});
