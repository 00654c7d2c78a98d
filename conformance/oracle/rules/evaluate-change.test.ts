import { describe, expect, test } from 'vitest';
import { keyOf, type Interval, type Rule, type UnitCode } from '../../../contract/domain/index.ts';
import { Course } from '../course/course.ts';
import type { Content, Filing } from '../course/filing.ts';
import type { RaisedItem } from '../course/item.ts';
import { placed } from '../course/timeline.ts';
import type { OrderVersion } from '../course/version.ts';
import { show } from '../arithmetic/rational.ts';
import { change, makeOrder, makeReading, orderId, readingId } from '../history-builder.test-helper.ts';
import { versionOf } from '../version.test-helper.ts';
import { evaluateChange } from './evaluate-change.ts';
import type { Evaluation } from './evaluation.ts';

const ORDER = keyOf(orderId());
const at = (day: number, hour = 8): string => `2035-03-0${day}T${String(hour).padStart(2, '0')}:00:00Z`;

interface Weighed {
  readonly value: string;
  readonly on: number;
  readonly hour?: number;
  readonly unit?: UnitCode;
  readonly alias?: string;
}
const contentOf = ({ value, on, hour, unit = 'kg' }: Weighed): Content =>
  ({
    reading: makeReading({ name: `${value} ${unit}`, value, unit, at: at(on, hour) }),
    erased: false,
    evaluators: [],
  }) as unknown as Content;
const keyOfWeighed = ({ value, unit = 'kg' }: Weighed): string => keyOf(readingId(`${value} ${unit}`));

const courseOf = (all: readonly Weighed[]): Course => {
  const course = new Course();
  for (const one of all) {
    const content = contentOf(one);
    const key = keyOfWeighed(one);
    course.timeline.add(placed(key, content));
    course.putFiling({
      key,
      keys: [key, ...(one.alias === undefined ? [] : [one.alias])],
      contents: [content],
    } as unknown as Filing);
  }
  return course;
};
/** Of copies: what is kept of a rule does not outlive its test. */
const versionWith = (rules: readonly Rule[], limits: readonly Interval[] = []): OrderVersion =>
  versionOf(makeOrder({ measure: 'weight', rules: rules.map((rule) => ({ ...rule })), limits }));

/** What these rules make of the last of some weights, all of them filed. */
const evaluated = (rules: readonly Rule[], all: readonly Weighed[], limits?: readonly Interval[]): Evaluation => {
  const last = all.at(-1);
  if (last === undefined) throw new Error('no weight');
  return evaluateChange(courseOf(all), ORDER, contentOf(last), versionWith(rules, limits));
};
const GAIN = change('gain', '2', 'kg', '3 d');
const LOSS = change('loss', '2', 'kg', '3 d');
const kg = (value: string, on: number, hour?: number): Weighed => ({
  value,
  on,
  ...(hour === undefined ? {} : { hour }),
});
const lb = (value: string, on: number): Weighed => ({ value, on, unit: '[lb_av]' });

/** "values of the baselines, with the difference": what an item rightly names. */
const baselines = (evaluation: Evaluation): string[] =>
  (evaluation.call?.baselines ?? []).map(
    ({ keys, delta, direction, unit }) =>
      `${[...keys].map((key) => key.split('|')[1]).join('=')} ${direction} ${show(delta)} ${unit}`,
  );
const why = (evaluation: Evaluation): string => evaluation.why.slice(0, evaluation.why.indexOf('; order o1 '));

describe('what a change calls for', () => {
  test('an item with its direction, the amount, and the lowest reading that it is measured from', () => {
    const evaluation = evaluated([GAIN], [kg('80.0', 3), kg('79.9', 3, 9), kg('82.5', 4)]);
    expect(evaluation).toMatchObject({
      family: 'change',
      interpretation: undefined,
      call: { kind: 'change', interpretation: ['U'], mayAlso: [], limits: [{ value: '2', unit: 'kg' }] },
    });
    expect(baselines(evaluation)).toEqual(['79.9 kg gain 2.6 kg']);
    expect(why(evaluation)).toBe(`change: gain from 80.0 kg at ${at(3)} to 82.5 kg: 2.5 > 2 kg within 3 d`);
  });
  test('of a loss the highest one', () => {
    const evaluation = evaluated([LOSS], [kg('83.0', 3), kg('84.5', 3, 9), kg('80.5', 4)]);
    expect(evaluation.call?.interpretation).toEqual(['D']);
    expect(baselines(evaluation)).toEqual(['84.5 kg loss 4 kg']);
  });
  test('readings that tie are all of them right, and so is every name of one', () => {
    const all = [kg('80', 3), { ...kg('80.0', 3, 9), alias: 'urn|other' }, kg('81', 3, 10), kg('83', 4)];
    expect(baselines(evaluated([GAIN], all))).toEqual(['80 kg gain 3 kg', '80.0 kg=other gain 3 kg']);
  });
  test('over units the exact values decide which is the lowest, and the difference is rounded once', () => {
    const all = [kg('80.0', 3), lb('176.0', 3), lb('176.5', 3), kg('83.0', 4)];
    expect(baselines(evaluated([GAIN], all))).toEqual(['176.0 [lb_av] gain 3.2 kg']);
    expect(baselines(evaluated([LOSS], [kg('80.0', 3), lb('176.0', 3), lb('176.5', 3), kg('70.0', 4)]))).toEqual([
      '176.5 [lb_av] loss 10.1 kg',
    ]);
  });
  test('so they do for numbers that are finer than a millionth', () => {
    const all = [kg('80.0000001', 3), kg('80.0000000', 3, 9), kg('83', 4)];
    expect(baselines(evaluated([GAIN], all))).toEqual(['80.0000000 kg gain 3 kg']);
  });
  test('of two that tie the difference is rounded for the one in another unit alone', () => {
    const all = [kg('80', 3), { value: '80000', on: 3, unit: 'g' as const }, kg('83.05', 4)];
    expect(baselines(evaluated([GAIN], all))).toEqual(['80 kg gain 3.05 kg', '80000 g gain 3.1 kg']);
  });
  test('rules of both directions that are crossed make one item that names both, each with its own baseline', () => {
    const evaluation = evaluated([GAIN, LOSS], [kg('80', 3), kg('90', 3, 9), kg('85', 4)]);
    expect(evaluation.call).toMatchObject({
      interpretation: ['D', 'U'],
      limits: [
        { value: '2', unit: 'kg' },
        { value: '2', unit: 'kg' },
      ],
    });
    expect(baselines(evaluation)).toEqual(['80 kg gain 5 kg', '90 kg loss 5 kg']);
  });
  test('of two rules the one that is not crossed is not named', () => {
    const evaluation = evaluated([change('gain', '10', 'kg', '3 d'), GAIN, LOSS], [kg('80', 3), kg('83', 4)]);
    expect(evaluation.call).toMatchObject({ interpretation: ['U'], limits: [{ value: '2', unit: 'kg' }] });
    expect(baselines(evaluation)).toEqual(['80 kg gain 3 kg']);
  });
});

describe('what calls for nothing says why', () => {
  test('no rule', () => {
    const evaluation = evaluated([], [kg('80', 3), kg('90', 4)]);
    expect(evaluation).toMatchObject({ call: undefined, family: 'change' });
    expect(why(evaluation)).toBe('change: the version has no such rule');
  });
  test('no value', () => {
    const none = makeReading({ name: 'n', value: 'HI', unit: 'kg', at: at(4) });
    const content = { reading: none, erased: false, evaluators: [] } as unknown as Content;
    const evaluation = evaluateChange(courseOf([kg('80', 3)]), ORDER, content, versionWith([GAIN]));
    expect(evaluation.call).toBeUndefined();
    expect(why(evaluation)).toBe('change: no value to compare');
  });
  test('the nearest miss of each rule, or that there is nothing to measure from', () => {
    const evaluation = evaluated([GAIN, LOSS], [kg('80', 3), kg('79', 3, 9), kg('80.5', 4)]);
    expect(evaluation.call).toBeUndefined();
    expect(why(evaluation)).toBe(
      `change: gain from 79 kg at ${at(3, 9)} to 80.5 kg: 1.5 not > 2 kg within 3 d, ` +
        `loss from 80 kg at ${at(3)} to 80.5 kg: -0.5 not > 2 kg within 3 d`,
    );
    expect(why(evaluated([GAIN], [kg('70', 3), kg('80', 8)]))).toBe(
      'change: no earlier reading within 3 d to measure a gain from',
    );
  });
  test('an implausible number is neither compared nor compared with', () => {
    const limits: Interval[] = [{ tier: 'absolute', low: '40', high: '200' }];
    expect(evaluated([GAIN], [kg('80', 3), kg('201', 4)], limits)).toMatchObject({
      call: undefined,
      features: { implausible: true },
    });
    const after = evaluated([GAIN], [kg('39', 3), kg('80', 4)], limits);
    expect(after.call).toBeUndefined();
    expect(after.features.implausible).toBeUndefined();
    expect(evaluated([GAIN], [kg('40', 3), kg('80', 4)], limits).call).toBeDefined();
  });
});

describe('an item whose baseline is another now', () => {
  const past = (interpretation: readonly ('U' | 'D')[], rules = [GAIN, LOSS]) => {
    const item = { interpretation } as unknown as RaisedItem;
    const all = [kg('80', 3), kg('80.5', 4)];
    return evaluateChange(courseOf(all), ORDER, contentOf(kg('80.5', 4)), versionWith(rules), item).call;
  };
  test('is one that named its own directions and their amounts', () => {
    const amounts = [GAIN, change('loss', '3', 'kg', '3 d')];
    expect(past(['U'], amounts)).toEqual({
      kind: 'change',
      interpretation: ['U'],
      mayAlso: [],
      limits: [{ value: '2', unit: 'kg' }],
      baselines: [],
    });
    expect(past(['D'], amounts)?.limits).toEqual([{ value: '3', unit: 'kg' }]);
    expect(past(['D', 'U'], amounts)?.limits).toHaveLength(2);
  });
  test('and still is one where something else is crossed since, or it went before', () => {
    const amounts = [GAIN, change('loss', '3', 'kg', '3 d')];
    const all = [kg('80', 3), kg('83', 4)];
    const limitsOf = (item: Pick<RaisedItem, 'interpretation' | 'withdrawn'>) =>
      evaluateChange(courseOf(all), ORDER, contentOf(kg('83', 4)), versionWith(amounts), item as RaisedItem).call;
    expect(limitsOf({ interpretation: ['D'], withdrawn: undefined })).toMatchObject({
      interpretation: ['D'],
      limits: [{ value: '3', unit: 'kg' }],
    });
    expect(limitsOf({ interpretation: ['U'], withdrawn: undefined })?.baselines).toHaveLength(1);
    expect(limitsOf({ interpretation: ['U'], withdrawn: {} as RaisedItem['withdrawn'] })?.baselines).toEqual([]);
  });
});

describe('circumstances by which requirements pick changes', () => {
  const features = (rules: readonly Rule[], ...all: Weighed[]): string[] =>
    Object.entries(evaluated(rules, all).features).flatMap(([name, holds]) => (holds === true ? [name] : []));
  test.each<[string, readonly Rule[], Weighed[], string[]]>([
    ['rules for gain alone', [GAIN], [kg('80', 4)], ['oneWay']],
    ['a rule for loss', [GAIN, LOSS], [kg('80', 4)], []],
    ['it fell by more than the amount', [GAIN], [kg('83', 3), kg('80', 4)], ['oneWay', 'against']],
    [
      'it fell by more than one of two amounts',
      [GAIN, change('gain', '9', 'kg', '3 d')],
      [kg('83', 3), kg('80', 4)],
      ['oneWay', 'against'],
    ],
    ['it fell by the amount', [GAIN], [kg('82', 3), kg('80', 4)], ['oneWay']],
    ['it rose, under a rule for loss', [LOSS], [kg('80', 3), kg('83', 4)], ['oneWay', 'against']],
    ['it fell before the window', [GAIN], [kg('83', 3), kg('80', 8)], ['oneWay']],
    ['it rose since before the window', [GAIN], [kg('77', 3), kg('80', 8)], ['oneWay', 'outsideWindow']],
    ['it rose too little since before the window', [GAIN], [kg('78', 3), kg('80', 8)], ['oneWay']],
    ['it rose within the window', [GAIN], [kg('77', 3), kg('80', 4)], ['oneWay']],
    [
      'of two rules one is crossed from outside its window',
      [change('gain', '2', 'kg', '1 d'), change('gain', '9', 'kg', '5 d')],
      [kg('77', 4), kg('80', 8)],
      ['oneWay', 'outsideWindow'],
    ],
    ['in another unit than the amount', [GAIN], [lb('176', 4)], ['oneWay', 'converted']],
    [
      'in the unit of one of two amounts',
      [GAIN, change('gain', '5', '[lb_av]', '3 d')],
      [kg('80', 4)],
      ['oneWay', 'converted'],
    ],
  ])('%s', (_name, rules, all, expected) => expect(features(rules, ...all)).toEqual(expected));

  test('twice the window back is looked, and three days more', () => {
    const week = change('gain', '2', 'kg', '1 d');
    expect(features([week], kg('77', 3), kg('80', 8))).toContain('outsideWindow');
    expect(features([week], kg('77', 2, 7), kg('80', 8))).not.toContain('outsideWindow');
    const long = change('gain', '9', 'kg', '3 d');
    for (const rules of [
      [week, long],
      [long, week],
    ])
      expect(features(rules, kg('77', 1), kg('80', 9))).toContain('outsideWindow');
  });
});
