import { describe, expect, test } from 'vitest';
import { keyOf } from '../../../contract/domain/index.ts';
import type { RaisedItem } from '../course/item.ts';
import { makeReading } from '../history-builder.test-helper.ts';
import type { Filing, SubmitOp } from '../readings/filing.ts';
import type { Call } from '../rules/evaluation.ts';
import { latestCause, lateOf, partsOf, shownFor } from './agreed.ts';

const op = (seq: number, sent: number, settled: number, outcome = 'ok', name = 'r'): SubmitOp =>
  ({
    seq,
    sent,
    settled,
    outcome,
    act: { op: 'reading.submit', reading: makeReading({ name, value: '212' }) },
  }) as unknown as SubmitOp;
const item = (change: Partial<RaisedItem>): RaisedItem =>
  ({ rule: 'limits', kind: 'abnormal', interpretation: ['H'], members: [], ...change }) as unknown as RaisedItem;

describe('the deadline of an item counts from', () => {
  /** Line of the attempt, where these are all there are, of whichever reading. */
  const since = (attempts: readonly SubmitOp[], ...causes: readonly SubmitOp[]): number | undefined =>
    latestCause(
      causes.map((cause) => item({ cause })),
      (key) => {
        const own = attempts.filter((a) => keyOf(a.act.reading.identifier) === key);
        return { attempts: own.map((one) => ({ op: one })) } as unknown as Filing;
      },
    )?.seq;
  const [early, late, lost] = [op(1, 0, 10), op(2, 20, 30), op(3, 40, 50, 'unknown')];
  test('what raised it', () => {
    expect([since([early, late], early), since([early, late], late)]).toEqual([1, 2]);
  });
  test('its repetition, where that was answered sooner', () => {
    expect(since([op(1, 0, 100), op(2, 10, 20)], op(1, 0, 100))).toBe(2);
  });
  test('its repetition, where nobody answered it', () => {
    expect(since([early, lost, op(4, 60, 70), op(5, 80, 90)], lost)).toBe(4);
    expect(since([early, lost], lost)).toBeUndefined();
  });
  test('the later answer, where either of several may have raised it', () => {
    const other = op(6, 5, 15, 'ok', 's');
    const all = [early, late, lost, other];
    expect([since(all, early, other), since(all, other, early)]).toEqual([6, 6]);
    expect([since(all, late, lost), since(all, lost, late), since(all, lost)]).toEqual([2, 2, undefined]);
  });
});

test('an item is late as every course has it, else it may be', () => {
  const late = (...all: RaisedItem['late'][]): string => lateOf(all.map((one) => item({ late: one })));
  expect([late('yes'), late('no', 'no'), late('yes', 'no'), late('no', 'yes', 'no'), late('yes', 'maybe')]).toEqual([
    'yes',
    'no',
    'maybe',
    'maybe',
    'maybe',
  ]);
});

test('an item shows the directions that every course has, else its own, and may show any that one has', () => {
  const shown = (own: string[], ...all: string[][]): string => {
    const of = shownFor(all.map((interpretation) => item({ interpretation } as unknown as Partial<RaisedItem>)));
    const { interpretation, mayAlso } = of({ interpretation: own } as unknown as Call);
    return `${interpretation.join('+')} (${mayAlso.join('+')})`;
  };
  expect(shown(['U'], ['U'], ['U'])).toBe('U (U)');
  expect(shown(['U', 'D'], ['U', 'D'], ['U'])).toBe('U (D+U)');
  expect(shown(['H'], ['H'], ['HH'])).toBe('H (H+HH)');
  expect(shown([], [])).toBe(' ()');
});

describe('the items of one reading, order and rule are', () => {
  const named = (name: string, nth = 1): RaisedItem => item({ interpretation: [name] as never, nth });
  const [H, HH, L] = [named('H'), named('HH'), named('L')];
  const again = named('H', 2);
  /** One text for each demand: what each course has of it. */
  const parts = (...perCourse: RaisedItem[][]): string[] =>
    partsOf(perCourse).map((part) =>
      part
        .map((own) => own.map((i) => `${i.interpretation.join('+')}${i.nth > 1 ? i.nth : ''}`).join(',') || '-')
        .join(' | '),
    );
  test.each<[string, string[], RaisedItem[][]]>([
    ['one demand, where every course has one of a kind', ['H | H'], [[H], [H]]],
    ['also where one has none', ['H | -'], [[H], []]],
    ['one for each kind, where every course has one of some kind', ['H | H', 'HH | -'], [[H, HH], [H]]],
    ['whichever course has more', ['H | H', 'HH | -', 'L | -'], [[H, HH, L], [H]]],
    ['one, of whichever kind, where they have no kind in common', ['H | HH'], [[H], [HH]]],
    ['also where one has several kinds', ['H,HH | L'], [[H, HH], [L]]],
    [
      'one for each time it was raised again',
      ['H | H', 'H2 | H2'],
      [
        [H, again],
        [H, again],
      ],
    ],
    ['of one course alone as well', ['H', 'H2'], [[H, again]]],
    ['one, where the courses do not agree how often that was', ['H,H2 | H'], [[H, again], [H]]],
    ['in whatever order they come', ['H | H,H2'], [[H], [H, again]]],
  ])('%s', (_name, expected, perCourse) => {
    expect(parts(...perCourse)).toEqual(expected);
  });
});
