import { describe, expect, test } from 'vitest';
import { keyOf } from '../../../contract/domain/index.ts';
import { HistoryBuilder, orderId, personId } from '../history-builder.test-helper.ts';
import type { CoverageOp } from '../people/coverage-book.ts';
import { Choices } from './choices.ts';
import type { Course } from './course.ts';
import { recipientAtFiling } from './recipient.ts';
import { turnsOf } from './route.ts';
import { accepted, around, courseOf, first, iso, KEY, moment, MS, ms, version } from './route.test-helper.ts';
import { Step } from './step.ts';

/** A person is said to be away between each two milliseconds of the day. */
const say = (course: Course, name: string, ...periods: readonly (readonly [number, number])[]): void => {
  const person = personId(name);
  const absences = periods.map(([start, end]) => ({ period: { start: iso(start), end: iso(end) } }));
  const op = new HistoryBuilder().op({ op: 'coverage.set', coverage: { person, absences } }) as CoverageOp;
  course.state.coverage.set(keyOf(person), [{ absences, moment: moment(0, 0), op }]);
};
const turns = (course: Course, order = KEY): readonly number[] =>
  turnsOf(course, order).map((at) => Number(at - ms(0).low) / MS);

describe('instants at which the In Basket may change', () => {
  test('where versions begin and absences begin and end, each once and one after the other', () => {
    const course = courseOf(first, version('b', ms(300), moment(1, 50)), version('c', ms(120), moment(2, 60)));
    say(course, 'a', [200, 400], [100, 300]);
    say(course, 'b', [50, 120]);
    expect(turns(course)).toEqual([-1000, 50, 100, 120, 200, 300, 400]);
  });

  test('not where a version holds from its acceptance', () => {
    expect(turns(courseOf(first, accepted('b', moment(1, 50))))).toEqual([-1000]);
  });

  test('of an order that the course does not have, those of the absences alone', () => {
    const course = courseOf(first);
    say(course, 'a', [100, 200]);
    expect(turns(course, keyOf(orderId('other')))).toEqual([100, 200]);
  });
});

test('at its filing an item of no order goes to nobody', () => {
  const op = new HistoryBuilder().op({ op: 'coverage.set', coverage: { person: personId('a'), absences: [] } });
  const step = new Step(courseOf(first), around(), op, 0, 100 * MS, new Choices());
  expect(recipientAtFiling(step, keyOf(orderId('other')))).toBeUndefined();
  expect(recipientAtFiling(step, KEY)).toBe(keyOf(personId('a')));
});
