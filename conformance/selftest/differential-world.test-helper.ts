import fc from 'fast-check';
import type { Measure, OrderStatus, UnitCode } from '../../contract/domain/index.ts';

/** A bound or an amount: whole steps of the unit's own limit (1 mg/dL, 0.1 mmol/L, 0.1 kg, 0.1 lb). */
export interface ContentSpec {
  readonly unit: UnitCode;
  readonly low: number | undefined;
  readonly high: number | undefined;
  /** How far the critical bounds lie outside, in steps; a side without a reference bound has none. */
  readonly critical: { readonly low: number | undefined; readonly high: number | undefined };
  readonly inclusive: { readonly reference?: 'low' | 'high' | 'both'; readonly critical?: 'low' | 'high' | 'both' };
  readonly precision: number | undefined;
  readonly changes: readonly {
    readonly direction: 'gain' | 'loss';
    readonly steps: number;
    readonly unit: UnitCode;
    readonly window: { readonly value: number; readonly unit: 'h' | 'd' };
    readonly boundary: 'strict' | 'inclusive';
  }[];
  /** Made unsound on purpose. */
  readonly flaw: 'none' | 'no-limits' | 'low-above-high' | 'too-fine' | 'foreign-unit' | 'nobody';
}

export interface OrderSpec {
  readonly measure: Measure;
  readonly draft: boolean;
  /** Minutes before the run. */
  readonly startMinutes: number;
  /** Minutes after the run's beginning. */
  readonly endMinutes: number;
  readonly responsible: number;
  readonly content: ContentSpec;
}

/** Milliseconds, counted from something in the world as it stands. */
export interface TimeSpec {
  readonly base: 'now' | 'start' | 'end' | 'version' | 'reading';
  readonly pick: number;
  readonly shiftMs: number;
  readonly offsetMinutes: number;
}

export interface ValueSpec {
  /** `bound`: beside a limit of one of the patient's orders; `reading`: an amount away from an earlier reading. */
  readonly near: 'bound' | 'reading' | 'anything';
  readonly pick: number;
  readonly steps: number;
  readonly unit: number;
  readonly decimals: number;
}

export type Step =
  | { readonly kind: 'submit'; readonly order: number; readonly altered: boolean }
  | {
      readonly kind: 'version';
      readonly order: number;
      readonly contents: Readonly<Record<Measure, ContentSpec>>;
      readonly responsible: number;
      readonly from: TimeSpec | undefined;
    }
  | {
      readonly kind: 'status';
      readonly order: number;
      readonly status: OrderStatus;
      readonly from: TimeSpec | undefined;
    }
  | { readonly kind: 'permission'; readonly measure: Measure; readonly status: 'granted' | 'withdrawn' }
  | {
      readonly kind: 'reading';
      /** Of the measure of this order, or of the other one. */
      readonly order: number;
      readonly foreign: boolean;
      readonly time: TimeSpec;
      readonly value: ValueSpec;
      readonly odd: 'no' | 'HI' | 'LO' | 'absent' | 'control' | 'unit-mismatch';
      readonly device: number | undefined;
      readonly v2: boolean;
    }
  | {
      readonly kind: 'again';
      readonly pick: number;
      readonly how: 'same' | 'other-digits' | 'other-value' | 'other-identifier' | 'other-patient' | 'alike-elsewhere';
      readonly v2: boolean;
    }
  | { readonly kind: 'item'; readonly pick: number; readonly act: 'seen' | 'done'; readonly person: number | undefined }
  | { readonly kind: 'message'; readonly pick: number; readonly text: string }
  | { readonly kind: 'advance'; readonly minutes: number }
  | { readonly kind: 'read' };

export interface World {
  readonly patients: readonly { readonly orders: readonly OrderSpec[]; readonly granted: readonly Measure[] }[];
  readonly steps: readonly { readonly patient: number; readonly gapMs: number; readonly step: Step }[];
  readonly backfill: 'since-order-start' | 'none';
  readonly afterEnd: 'accept' | 'refuse';
}

export const UNITS: Readonly<Record<Measure, readonly UnitCode[]>> = {
  glucose: ['mg/dL', 'mmol/L'],
  weight: ['kg', '[lb_av]', 'g'],
};
/** Where bounds lie, in steps of each unit: low from, high from. */
export const RANGE: Readonly<Record<UnitCode, readonly [number, number]>> = {
  'mg/dL': [60, 150],
  'mmol/L': [35, 90],
  kg: [600, 900],
  '[lb_av]': [1400, 1900],
  g: [60_000, 90_000],
};

const measure = fc.constantFrom<Measure>('glucose', 'weight');
/** `freq`: one of so many is left out. */
const maybe = <T>(arbitrary: fc.Arbitrary<T>, freq = 2) => fc.option(arbitrary, { nil: undefined, freq });
const side = maybe(fc.constantFrom('low' as const, 'high' as const, 'both' as const));
const rarely = <T>(usual: T, ...others: readonly T[]): fc.Arbitrary<T> =>
  fc.oneof({ arbitrary: fc.constant(usual), weight: 20 }, { arbitrary: fc.constantFrom(...others), weight: 1 });

const change = (of: Measure) =>
  fc.record({
    direction: fc.constantFrom('gain' as const, 'loss' as const),
    steps: fc.integer({ min: 1, max: 30 }),
    unit: fc.constantFrom(...UNITS[of]),
    window: fc.oneof(
      fc.record({ value: fc.integer({ min: 1, max: 48 }), unit: fc.constant('h' as const) }),
      fc.record({ value: fc.integer({ min: 1, max: 4 }), unit: fc.constant('d' as const) }),
    ),
    boundary: fc.constantFrom('strict' as const, 'inclusive' as const),
  });

const content = (of: Measure): fc.Arbitrary<ContentSpec> =>
  fc.constantFrom(...UNITS[of]).chain((unit) => {
    const [low, high] = RANGE[unit];
    return fc.record({
      unit: fc.constant(unit),
      low: maybe(fc.integer({ min: low, max: low + 20 }), 3),
      high: maybe(fc.integer({ min: high, max: high + 20 }), 3),
      critical: fc.record({
        low: maybe(fc.integer({ min: 0, max: 15 })),
        high: maybe(fc.integer({ min: 0, max: 60 })),
      }),
      inclusive: fc.record({ reference: side, critical: side }).map(({ reference, critical }) => ({
        ...(reference === undefined ? {} : { reference }),
        ...(critical === undefined ? {} : { critical }),
      })),
      precision: maybe(fc.integer({ min: 0, max: 3 })),
      changes: fc.uniqueArray(change(of), {
        maxLength: 2,
        selector: (c) => `${c.direction} ${c.window.value} ${c.window.unit}`,
      }),
      flaw: rarely<ContentSpec['flaw']>('none', 'no-limits', 'low-above-high', 'too-fine', 'foreign-unit', 'nobody'),
    });
  });

const orderSpec: fc.Arbitrary<OrderSpec> = measure.chain((of) =>
  fc.record({
    measure: fc.constant(of),
    draft: rarely(false, true),
    startMinutes: fc.oneof(
      { weight: 12, arbitrary: fc.integer({ min: 60, max: 12 * 24 * 60 }) },
      { weight: 1, arbitrary: fc.constantFrom(60, 30 * 24 * 60, 30 * 24 * 60 + 1, -30) },
    ),
    endMinutes: fc.oneof(
      { arbitrary: fc.constant(90 * 24 * 60), weight: 5 },
      { arbitrary: fc.integer({ min: 1, max: 24 * 60 }), weight: 1 },
    ),
    responsible: fc.nat({ max: 3 }),
    content: content(of),
  }),
);

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Times at which something in the contract turns, and one millisecond to either side. */
const EDGES = [0, -5 * MINUTE, 5 * MINUTE, -HOUR, -7 * DAY, HOUR, -DAY, -24 * HOUR, 2 * HOUR].flatMap((edge) => [
  edge - 1,
  edge,
  edge + 1,
]);
const offset = fc.constantFrom(0, -300, 330, 840, -720);
const shift = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: -8 * DAY, max: 0 }) },
  { weight: 5, arbitrary: fc.integer({ min: -3 * HOUR, max: 0 }) },
  { weight: 3, arbitrary: fc.constantFrom(...EDGES) },
);
const time: fc.Arbitrary<TimeSpec> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      base: fc.constant('now' as const),
      pick: fc.constant(0),
      shiftMs: shift,
      offsetMinutes: offset,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      base: fc.constantFrom('start' as const, 'end' as const, 'version' as const, 'reading' as const),
      pick: fc.nat({ max: 20 }),
      shiftMs: fc.oneof(fc.constantFrom(...EDGES), fc.integer({ min: -2 * DAY, max: 2 * DAY })),
      offsetMinutes: offset,
    }),
  },
);
/** The instant of a later version: at most 5 min back, or in the future; rarely too far back. */
const from: fc.Arbitrary<TimeSpec | undefined> = maybe(
  fc.record({
    base: fc.constant('now' as const),
    pick: fc.constant(0),
    shiftMs: fc.oneof(
      fc.integer({ min: -5 * MINUTE, max: 0 }),
      fc.integer({ min: 0, max: 3 * HOUR }),
      fc.constantFrom(-5 * MINUTE, -5 * MINUTE - 1, 1, -1),
    ),
    offsetMinutes: offset,
  }),
);

const value: fc.Arbitrary<ValueSpec> = fc.record({
  near: fc.constantFrom('bound' as const, 'bound' as const, 'reading' as const, 'anything' as const),
  pick: fc.nat({ max: 20 }),
  steps: fc.oneof(fc.integer({ min: -2, max: 2 }), fc.integer({ min: -40, max: 40 })),
  unit: fc.nat({ max: 2 }),
  decimals: fc.integer({ min: 0, max: 3 }),
});

const how = fc.constantFrom(
  'same' as const,
  'other-digits' as const,
  'other-value' as const,
  'other-identifier' as const,
  'other-patient' as const,
  'alike-elsewhere' as const,
  'alike-elsewhere' as const,
  'alike-elsewhere' as const,
);

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 30,
    arbitrary: fc.record({
      kind: fc.constant('reading' as const),
      order: fc.nat({ max: 1 }),
      foreign: rarely(false, true),
      time,
      value,
      odd: rarely<'no' | 'HI' | 'LO' | 'absent' | 'control' | 'unit-mismatch'>(
        'no',
        'HI',
        'LO',
        'absent',
        'control',
        'unit-mismatch',
      ),
      device: maybe(fc.nat({ max: 1 })),
      v2: fc.boolean(),
    }),
  },
  {
    weight: 12,
    arbitrary: fc.record({ kind: fc.constant('again' as const), pick: fc.nat({ max: 30 }), how, v2: fc.boolean() }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('version' as const),
      order: fc.nat({ max: 1 }),
      contents: fc.record({ glucose: content('glucose'), weight: content('weight') }),
      responsible: fc.nat({ max: 3 }),
      from,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('status' as const),
      order: fc.nat({ max: 1 }),
      status: fc.constantFrom<OrderStatus>(
        'active',
        'on-hold',
        'active',
        'on-hold',
        'completed',
        'revoked',
        'entered-in-error',
      ),
      from,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('submit' as const), order: fc.nat({ max: 1 }), altered: fc.boolean() }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('permission' as const),
      measure,
      status: fc.constantFrom('granted' as const, 'withdrawn' as const),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('item' as const),
      pick: fc.nat({ max: 20 }),
      act: fc.constantFrom('seen' as const, 'done' as const),
      person: maybe(fc.nat({ max: 2 })),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('message' as const),
      pick: fc.nat({ max: 20 }),
      text: fc.string({ minLength: 1, maxLength: 12 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('advance' as const),
      minutes: fc.oneof(fc.integer({ min: 1, max: 3 * 24 * 60 }), fc.constantFrom(5, 60, 7 * 24 * 60)),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('read' as const) }) },
);

const patient = fc.record({
  orders: fc.array(orderSpec, { minLength: 1, maxLength: 2, size: 'max' }),
  granted: fc.constantFrom<readonly Measure[]>(
    ['glucose', 'weight'],
    ['glucose', 'weight'],
    ['glucose'],
    ['weight'],
    [],
  ),
});

/** Small worlds in which every rule of the contract that the reference has built meets its edges. */
export const world: fc.Arbitrary<World> = fc.noBias(
  fc.record({
    patients: fc.array(patient, { minLength: 1, maxLength: 3, size: 'max' }),
    steps: fc.array(
      fc.record({
        patient: fc.nat({ max: 2 }),
        gapMs: fc.oneof(fc.constantFrom(1, 1000), fc.integer({ min: 1, max: 2 * HOUR })),
        step,
      }),
      { minLength: 1, maxLength: 30, size: 'max' },
    ),
    backfill: rarely<World['backfill']>('since-order-start', 'none'),
    afterEnd: rarely<World['afterEnd']>('accept', 'refuse'),
  }),
);
