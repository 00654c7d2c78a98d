import fc from 'fast-check';
import { UnitCode, type Duration, type Identifier, type Interval, type Rule } from '../../contract/domain/index.ts';
import { LINDQVIST, OKAFOR, POOL, RIVERA } from '../naive/generate/names.test-helper.ts';
import {
  DAY_MINUTES as D,
  GLUCOSE,
  HOUR_MINUTES as H,
  type Kind,
  type Theme,
} from '../naive/generate/theme.test-helper.ts';

/** What is measured in one unit: where its limits lie, and values about them, some in another unit. */
interface Scale {
  readonly measure: Theme['measure'];
  readonly unit: UnitCode;
  readonly low: string;
  readonly high: string;
  readonly veryLow: string;
  readonly veryHigh: string;
  readonly absolute: readonly [low: string, high: string];
  readonly values: string;
  readonly amounts: string;
}

const SCALES: readonly Scale[] = [
  {
    measure: 'glucose',
    unit: 'mg/dL',
    low: '70,80',
    high: '160,180',
    veryLow: '54,60',
    veryHigh: '250,300',
    absolute: ['20', '600'],
    values:
      '200,180,181,310,300,301,54,53,70,69,120,160,161,250,251,79,80,190,HI,LO,none,650,15,10.0 mmol/L,10.1 mmol/L,' +
      '8.9 mmol/L,13.9 mmol/L,16.7 mmol/L,3.9 mmol/L,9.96 mmol/L',
    amounts: '50 mg/dL,40 mg/dL,3.0 mmol/L,100 mg/dL',
  },
  {
    measure: 'glucose',
    unit: 'mmol/L',
    low: '3.9,4.4',
    high: '8.9,10.0',
    veryLow: '3.0,3.3',
    veryHigh: '13.9,16.7',
    absolute: ['1.1', '33.3'],
    values:
      '11.1,10.0,10.1,17.2,16.7,16.8,3.0,2.9,3.9,3.8,6.7,8.9,9.0,13.9,14.0,HI,LO,none,36.0,180 mg/dL,181 mg/dL,' +
      '182 mg/dL,160 mg/dL,161 mg/dL,301 mg/dL,54 mg/dL,70 mg/dL',
    amounts: '3.0 mmol/L,50 mg/dL,2.5 mmol/L',
  },
  {
    measure: 'weight',
    unit: 'kg',
    low: '70.0,72.5',
    high: '82.0,84.0',
    veryLow: '60.0',
    veryHigh: '95.0',
    absolute: ['30.0', '200.0'],
    values:
      '80.0,82.0,82.1,84.2,78.0,77.9,79.3,69.9,95.1,82.05,59.9,86.0,none,180.8 [lb_av],180.9 [lb_av],176.4 [lb_av],81400 g',
    amounts: '2.0 kg,1.5 kg,3.0 [lb_av],4.4 [lb_av],2000 g',
  },
  {
    measure: 'weight',
    unit: '[lb_av]',
    low: '154.3,160.0',
    high: '180.8,185.0',
    veryLow: '140.0',
    veryHigh: '210.0',
    absolute: ['66.0', '440.0'],
    values: '176.4,180.8,180.9,186.0,172.0,153.0,210.1,190.0,139.9,none,82.0 kg,82.1 kg,80.0 kg,78.0 kg,81400 g',
    amounts: '4.4 [lb_av],2.0 kg,3.0 [lb_av]',
  },
];

const maybe = <T>(arbitrary: fc.Arbitrary<T>, freq = 2) => fc.option(arbitrary, { nil: undefined, freq });
const present = <T>(list: readonly (T | undefined)[]): T[] => list.flatMap((x) => (x === undefined ? [] : [x]));
const oneOf = (list: string): fc.Arbitrary<string> => fc.constantFrom(...list.split(','));
/** `90 min`, `3 d`. */
const length = (list: string): fc.Arbitrary<Duration> =>
  oneOf(list).map((text) => {
    const [value = '', unit] = text.split(' ');
    return { value: Number(value), unit: unit as Duration['unit'] };
  });

const interval = (
  tier: Interval['tier'],
  lows: string,
  highs: string,
  context?: 'fasting' | 'post-meal',
): fc.Arbitrary<Interval | undefined> =>
  fc
    .tuple(maybe(oneOf(lows), 3), maybe(oneOf(highs), 4), fc.boolean())
    .map(([low, high, isInclusive]): Interval | undefined => {
      const said = context === undefined ? {} : { context };
      if (low === undefined)
        return high === undefined ? undefined : { tier, high, ...(isInclusive ? { inclusive: 'high' } : {}), ...said };
      if (high === undefined) return { tier, low, ...(isInclusive ? { inclusive: 'low' } : {}), ...said };
      return { tier, low, high, ...(isInclusive ? { inclusive: 'both' } : {}), ...said };
    });

/** `hasAbsolute`: of a whole theme; whether a version that takes such a range away reaches back is left open. */
const limitsOf = (s: Scale, hasAbsolute: boolean): fc.Arbitrary<readonly Interval[]> => {
  const [low, high] = s.absolute;
  const isGlucose = s.measure === 'glucose';
  return fc
    .tuple(
      interval('reference', s.low, s.high),
      interval('critical', s.veryLow, s.veryHigh),
      isGlucose ? maybe(interval('reference', s.low, s.high, 'fasting')) : fc.constant(undefined),
      isGlucose ? maybe(interval('critical', s.veryLow, s.veryHigh, 'post-meal')) : fc.constant(undefined),
    )
    .map((list) => [...present(list), ...(hasAbsolute ? [{ tier: 'absolute' as const, low, high }] : [])]);
};

const change = (amounts: string): fc.Arbitrary<Rule> =>
  fc
    .record({
      direction: fc.constantFrom('gain' as const, 'loss' as const),
      amount: oneOf(amounts),
      window: length('3 h,24 h,1 d,3 d,90 min,1 wk'),
      boundary: fc.constantFrom('strict' as const, 'inclusive' as const),
    })
    .map(({ amount, ...rest }) => {
      const [value = '', unit] = amount.split(' ');
      return { kind: 'change', amount: { value, unit: UnitCode.parse(unit) }, ...rest };
    });

const person = (...people: readonly Identifier[]): fc.Arbitrary<Identifier> => fc.constantFrom(...people);

const rulesOf = ({ amounts }: Scale): fc.Arbitrary<readonly Rule[]> =>
  fc
    .record({
      changes: fc.array(change(amounts), { maxLength: 2 }),
      repeated: maybe(fc.record({ count: fc.integer({ min: 2, max: 3 }), window: length('2 h,24 h,1 d,45 min') })),
      missing: maybe(length('6 h,12 h,2 d')),
      digest: maybe(length('30 min,2 h,1 d')),
      summary: maybe(fc.record({ period: length('6 h,12 h,1 d'), recipient: maybe(person(OKAFOR, POOL)) })),
      alert: maybe(fc.constantFrom('each' as const, 'none' as const, 'repeated' as const), 3),
      steps: fc.array(fc.tuple(length('5 min,30 min,1 h'), person(OKAFOR, LINDQVIST, POOL, RIVERA)), { maxLength: 3 }),
    })
    .map(({ changes, repeated, missing, digest, summary, alert, steps }) => [
      ...changes,
      ...present<Rule>([
        repeated && { kind: 'repeated', ...repeated },
        missing && { kind: 'missing', period: missing },
        digest && { kind: 'digest', window: digest },
        summary && {
          kind: 'summary',
          period: summary.period,
          ...(summary.recipient === undefined ? {} : { recipient: summary.recipient }),
        },
        alert && { kind: 'alert-on', abnormal: alert },
      ]),
      ...steps.map(([after, recipient], i): Rule => ({ kind: 'escalation', step: i + 1, after, recipient })),
    ]);

/** As often as it is written here. */
const KINDS = (
  'reading,reading,reading,reading,reading,reading,reading,reading,reading,reading,reading,reading,plain,correct,correct,' +
  'correct,correct,erase,erase,again,alias,conflict,tombstone,preliminary,bundle,bundle,limits,limits,hand-over,hold,' +
  'resume,resume,complete,revoke,error,other-order,other-order,seen,seen,done,done,done,coverage,coverage,withdraw,' +
  'grant,grant,future,control,sign,order'
).split(',') as Kind[];

const WAITS = [1, 5, 13, 29, 47, 70, 2 * H, 5 * H, 9 * H, 13 * H, D + 3, 2 * D + 7, D - 60];
const AGES = [0, 1, 10, 30, 59, 60, 61, 120, 180, 5 * H, 12 * H, D, 2 * D, 3 * D, 7 * D, 7 * D + 1];

const themeOf = (s: Scale, hasAbsolute: boolean): fc.Arbitrary<Theme> =>
  fc
    .record({
      limits: fc.array(limitsOf(s, hasAbsolute), { minLength: 3, maxLength: 3 }),
      rules: fc.array(rulesOf(s), { minLength: 3, maxLength: 4 }),
      values: fc.uniqueArray(oneOf(s.values), { minLength: 5, maxLength: 10, size: 'max' }),
      waits: fc.uniqueArray(fc.constantFrom(...WAITS), { minLength: 3, maxLength: 6 }),
      ages: fc.uniqueArray(fc.constantFrom(...AGES), { minLength: 2, maxLength: 6 }),
      start: fc.constantFrom<readonly number[]>([-9 * D], [-9 * D], [-D], [0], [-9 * D, 30, -H]),
      offsets: fc.constantFrom<readonly number[]>([0], [0, -300], [-300, -240], [0, 120, 840, -720]),
      policies: fc.subarray(['backfill', 'afterEnd', 'control', 'future'] as const, { maxLength: 1 }),
      kinds: fc.shuffledSubarray(KINDS, { minLength: 12, maxLength: 20 }),
    })
    .map((made) => ({ ...GLUCOSE, measure: s.measure, unit: s.unit, contexts: s.measure === 'glucose', ...made }));

/** Orders of every rule at once, with few values and few instants, so that everything meets. */
export const everyRule: fc.Arbitrary<Theme> = fc.noBias(
  fc.tuple(fc.constantFrom(...SCALES), fc.boolean()).chain(([scale, hasAbsolute]) => themeOf(scale, hasAbsolute)),
);
