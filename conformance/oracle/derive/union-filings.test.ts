import { describe, expect, test } from 'vitest';
import { Course } from '../course/course.ts';
import type { Content, Filing, SubmitOp } from '../course/filing.ts';
import { makeReading } from '../history-builder.test-helper.ts';
import type { Attempt } from '../readings/filing.ts';
import { unionFilings } from './union-filings.ts';

const ops = new Map<string, SubmitOp>();
/** One for each line and instant of sending. */
const op = (seq: number, sent = seq): SubmitOp => {
  const known = ops.get(`${seq} ${sent}`);
  if (known !== undefined) return known;
  const made = { seq, sent, act: { reading: makeReading({ name: `of ${seq}`, value: '1' }) } } as unknown as SubmitOp;
  ops.set(`${seq} ${sent}`, made);
  return made;
};
const content = (seq: number, step = seq, erased = false): Content =>
  ({
    reading: makeReading({ name: `v${seq}`, value: `${seq}` }),
    erased,
    by: op(seq),
    moment: { step },
  }) as unknown as Content;
const filing = (keys: readonly string[], change: Partial<Filing> = {}): Filing => ({
  key: keys[0] ?? '',
  keys,
  contents: [content(1)],
  attempts: [op(1)],
  wrongful: false,
  apart: false,
  ...change,
});
const course = (...filings: readonly Filing[]): Course => {
  const made = new Course();
  for (const one of filings) made.putFiling(one);
  return made;
};
/** Each filing: keys, contents by line, what each course says last, attempts; what is not whole, certain or rightful. */
const united = (...courses: readonly Course[]): string[] =>
  unionFilings(courses, (by) => (by.seq === 99 ? undefined : ({ op: by } as unknown as Attempt))).map((f) =>
    [
      [...f.keys].toSorted().join('='),
      `says ${f.contents.map((c) => c.by.seq).join()}`,
      `at last ${f.latest.map((c) => c?.by.seq ?? '-').join()}`,
      `first ${f.reading.identifier.value}`,
      `by ${f.attempts.map((a) => a.op.seq).join()}`,
      ...(f.whole ? [] : ['not whole']),
      ...(f.certain ? [] : ['not certain']),
      ...(f.wrongful ? ['wrongful'] : []),
    ].join(', '),
  );
const PLAIN = 'says 1, at last 1, first v1, by 1';

describe('of one course', () => {
  test('each filing as it is', () => {
    expect(united(course(filing(['a']), filing(['b'])))).toEqual([`a, ${PLAIN}`, `b, ${PLAIN}`]);
  });
  test('under each of its names', () => {
    expect(united(course(filing(['a', 'b'])))).toEqual([`a=b, ${PLAIN}`]);
  });
  test('as corrected, in the order of its effects', () => {
    expect(
      united(course(filing(['a'], { contents: [content(3, 1), content(2, 2)], attempts: [op(3), op(2)] }))),
    ).toEqual(['a, says 3,2, at last 2, first v3, by 2,3']);
  });
  test('and as erased it says nothing at last', () => {
    expect(united(course(filing(['a'], { contents: [content(1), content(2, 2, true)] })))).toEqual([
      'a, says 1,2, at last -, first v1, by 1',
    ]);
  });
  test('by its attempts, in the order of sending, ties by line', () => {
    expect(united(course(filing(['a'], { attempts: [op(4, 5), op(3, 5), op(2, 9), op(99, 1)] })))).toEqual([
      `a, ${PLAIN.replace('by 1', 'by 3,4,2')}`,
    ]);
    expect(united(course(filing(['a'], { attempts: [op(99)] })))).toEqual([`a, ${PLAIN.replace('by 1', 'by ')}`]);
  });
  test('wrongful ones are said to be so', () => {
    expect(united(course(filing(['a'], { wrongful: true })))).toEqual([`a, ${PLAIN}, wrongful`]);
  });
  test('neither tombstones nor what is kept apart', () => {
    expect(united(course(filing(['a'], { contents: [] }), filing(['b'], { apart: true })))).toEqual([]);
  });
});

describe('of several courses', () => {
  test('what each has is certain', () => {
    expect(united(course(filing(['a'])), course(filing(['a'])))).toEqual([`a, ${PLAIN.replace('last 1', 'last 1,1')}`]);
  });
  test('what one has not is neither whole nor certain', () => {
    const maybe = `a, ${PLAIN.replace('last 1', 'last 1,-')}, not whole, not certain`;
    expect(united(course(filing(['a'])), course())).toEqual([maybe]);
    expect(united(course(), course(filing(['a'])))).toEqual([maybe.replace('1,-', '-,1')]);
  });
  test('what one has erased is whole, and certain', () => {
    const gone = filing(['a'], { contents: [content(1), content(2, 2, true)] });
    expect(united(course(filing(['a'])), course(gone))).toEqual(['a, says 1,2, at last 1,-, first v1, by 1']);
  });
  test('what one has only as a tombstone is whole, but not certain', () => {
    expect(united(course(filing(['a'])), course(filing(['a'], { contents: [] })))).toEqual([
      `a, ${PLAIN.replace('last 1', 'last 1,-')}, not certain`,
    ]);
  });
  test('readings with a common name in any of them are one', () => {
    const both = [course(filing(['a', 'b'])), course(filing(['a']), filing(['b']))];
    const one = `a=b, ${PLAIN.replace('last 1', 'last 1,1')}, not whole`;
    expect(united(...both)).toEqual([one]);
    expect(united(...both.toReversed())).toEqual([one]);
  });
  test('in a course that files it under another of its names it is there', () => {
    expect(united(course(filing(['a', 'b'])), course(filing(['b'])))).toEqual([
      `a=b, ${PLAIN.replace('last 1', 'last 1,1')}, not whole`,
    ]);
  });
  test('also through one another', () => {
    const three = [course(filing(['a', 'b']), filing(['c'])), course(filing(['a']), filing(['b', 'c']))];
    expect(united(...three)).toHaveLength(1);
    expect(united(...three, course(filing(['d'])))).toHaveLength(2);
    expect(
      united(course(filing(['a']), filing(['b']), filing(['a2', 'a']), filing(['b', 'c'])), course()),
    ).toHaveLength(2);
  });
  test('whatever either of them says of it, once, and all attempts', () => {
    const [x, y] = [
      filing(['a'], { contents: [content(1), content(3, 4)], attempts: [op(1), op(3)] }),
      filing(['a'], { contents: [content(1), content(2, 3)], attempts: [op(1), op(2)] }),
    ];
    expect(united(course(x), course(y))).toEqual(['a, says 1,2,3, at last 3,2, first v1, by 1,2,3']);
  });
  test('oldest first, also where a course that never had the older one comes first', () => {
    const [never, had] = [
      filing(['a'], { contents: [content(2, 1)] }),
      filing(['a'], { contents: [content(1, 1), content(2, 2)] }),
    ];
    expect(united(course(never), course(had))).toEqual(['a, says 1,2, at last 2,2, first v1, by 1']);
  });
  test('all attempts, also where the first course has but one of them', () => {
    const [x, y] = [filing(['a']), filing(['a'], { attempts: [op(1), op(2)] })];
    expect(united(course(x), course(y))).toEqual([`a, ${PLAIN.replace('last 1', 'last 1,1')},2`]);
  });
  test('in the order of effects of the first course that has them', () => {
    const [x, y] = [
      filing(['a'], { contents: [content(1), content(2)] }),
      filing(['a'], { contents: [content(2), content(1, 5)] }),
    ];
    expect(united(course(x), course(y))).toEqual(['a, says 1,2, at last 2,1, first v1, by 1']);
  });
  test('is wrongful where each course has it wrongly', () => {
    const [right, wrong] = [filing(['a']), filing(['a'], { wrongful: true })];
    const two = PLAIN.replace('last 1', 'last 1,1');
    expect(united(course(wrong), course(wrong))).toEqual([`a, ${two}, wrongful`]);
    expect(united(course(wrong), course(right))).toEqual([`a, ${two}`]);
  });
  test('neither tombstones nor what is kept apart', () => {
    const none = course(filing(['a'], { contents: [] }), filing(['b'], { apart: true }));
    expect(united(none, none)).toEqual([]);
    expect(united(none, course())).toEqual([]);
  });
});
