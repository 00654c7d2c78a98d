import { USUAL_BATTERY, type BatteryModel } from './battery.ts';
import { USUAL_RANGE, WIDE_RANGE, type GlucoseUnit, type MeterRange } from './display.ts';
import { METER_ERROR_MODELS, type MeterErrorModel } from './error-model.ts';
import { HAND_CLOCK, PHONE_CLOCK, UNSET_CLOCK, type ClockModel } from './meter-clock.ts';
import { USUAL_STRIPS, type StripModel } from './strips.ts';

/** A glucometer as data: everything that tells one make from another. */
export interface MeterModel {
  readonly name: string;
  readonly error: MeterErrorModel;
  readonly unit: GlucoseUnit;
  readonly range: MeterRange;
  /** Records that it keeps: 500, 720 or 1,000 in common meters. */
  readonly memory: number;
  readonly clock: ClockModel;
  readonly battery: BatteryModel;
  readonly strips: StripModel;
  /** Whether it knows its control solution, marks such a result and leaves it out of averages. */
  readonly marksControl: boolean;
  readonly marksMeals: boolean;
  /** Read out by the phone, or typed in by the person. */
  readonly entry: 'electronic' | 'by-hand';
}

const CONNECTED = {
  unit: 'mg/dL',
  range: USUAL_RANGE,
  clock: PHONE_CLOCK,
  battery: USUAL_BATTERY,
  strips: USUAL_STRIPS,
  marksControl: true,
  marksMeals: true,
  entry: 'electronic',
} as const;

/**
 * The stock models, all set by the phone: a wrong clock is a fault of its own. Ranges, memories and habits by realism
 * facts 3 and 9.3; a model of one's own is another such object.
 */
export const METER_MODELS = {
  good: { ...CONNECTED, name: 'good', error: METER_ERROR_MODELS.good, memory: 1000 },
  average: { ...CONNECTED, name: 'average', error: METER_ERROR_MODELS.average, range: WIDE_RANGE, memory: 720 },
  legacy: {
    ...CONNECTED,
    name: 'legacy',
    error: METER_ERROR_MODELS.legacy,
    memory: 500,
    marksControl: false,
    marksMeals: false,
  },
} as const satisfies Readonly<Record<string, MeterModel>>;

/** How results get into the phone and who sets the clock, by what stands behind the name of a stock model. */
const ENTRIES = { '': 'electronic', '-typed': 'by-hand' } as const;
/** That one goes on from an epoch of the maker's is a fault of its own (`clock-reset`), which the truth tells. */
const ONLY_DRIFTS = { resetChance: 0 } as const;
const CLOCKS = {
  '': PHONE_CLOCK,
  '-hand-set': { ...HAND_CLOCK, ...ONLY_DRIFTS },
  '-unset': { ...UNSET_CLOCK, ...ONLY_DRIFTS },
} as const;

/** Every meter that can be chosen, by its name: `legacy`, `legacy-typed`, `legacy-unset`, `legacy-typed-unset`. */
export const METERS: Readonly<Record<string, MeterModel>> = Object.fromEntries(
  Object.values(METER_MODELS).flatMap((model) =>
    Object.entries(ENTRIES).flatMap(([typed, entry]) =>
      Object.entries(CLOCKS).map(([set, clock]): [string, MeterModel] => {
        const name = `${model.name}${typed}${set}`;
        return [name, { ...model, name, entry, clock }];
      }),
    ),
  ),
);
