import type { MealContext, ReadingResult } from '../../../contract/domain/index.ts';
import { MEAL, SAMPLE_LOCATION, SAMPLE_TYPE, type SensorStatus } from '../../../contract/wire/gatt/glucose-codes.ts';
import { wallMs, wallTimeAt } from '../../../contract/wire/gatt/date-time.ts';
import {
  glucoseAmount,
  glucoseQuantity,
  type GlucoseConcentration,
  type GlucoseMeasurement,
} from '../../../contract/wire/gatt/glucose-measurement.ts';
import { PacketProblem } from '../../../contract/wire/gatt/problem.ts';
import { MINUTE_MS } from '../../clock.ts';
import type { DeviceStatus } from '../../layers.ts';
import type { Measured } from './measured.ts';
import { userFacing, type MeterRecord } from './meter-record.ts';

const MEAL_CODE: Readonly<Record<MealContext, number>> = {
  'pre-meal': MEAL.preprandial,
  'post-meal': MEAL.postprandial,
  fasting: MEAL.fasting,
  casual: MEAL.casual,
  bedtime: MEAL.bedtime,
};
const MEAL_CONTEXT = new Map(Object.entries(MEAL_CODE).map(([context, code]) => [code, context as MealContext]));

const STATUS_BIT: Readonly<Record<DeviceStatus, SensorStatus>> = {
  'battery-low': 'battery-low',
  'sample-insufficient': 'sample-insufficient',
  'strip-error': 'strip-insertion',
  'temperature-high': 'temperature-too-high',
  'temperature-low': 'temperature-too-low',
};
const DEVICE_STATUS: Partial<Record<SensorStatus, DeviceStatus>> = {
  'battery-low': 'battery-low',
  'sample-insufficient': 'sample-insufficient',
  'strip-insertion': 'strip-error',
  'strip-type': 'strip-error',
  'temperature-too-high': 'temperature-high',
  'temperature-too-low': 'temperature-low',
};

/**
 * A glucose record as the meter stores and tells it. Our meters count their base time in UTC and keep what the user
 * set in the offset, so that the base time never goes back when clocks do. A result off the scale is an infinity with its
 * status bit, a failed one NaN, one that is not known NRes; the end of the scale is not told. Throws a PacketProblem where no packet is exactly it.
 */
export function meterRecordOf(measured: Measured): MeterRecord {
  const { shownMs, offsetMinutes, sequenceNumber, mealContext, control } = measured;
  const status = statusOf(measured);
  const measurement: GlucoseMeasurement = {
    sequence: sequenceNumber,
    baseTime: wallTimeAt(shownMs),
    offsetMinutes,
    concentration: {
      ...amountOf(measured),
      type: control === true ? SAMPLE_TYPE.controlSolution : SAMPLE_TYPE.capillaryWholeBlood,
      location: control === true ? SAMPLE_LOCATION.controlSolution : SAMPLE_LOCATION.finger,
    },
    ...(status.length === 0 ? {} : { status }),
    contextFollows: mealContext !== undefined,
  };
  if (mealContext === undefined) return { measurement };
  return { measurement, context: { sequence: sequenceNumber, meal: MEAL_CODE[mealContext] } };
}

const SCALE_END = {
  high: { infinity: '+INF', status: 'result-too-high' },
  low: { infinity: '-INF', status: 'result-too-low' },
} as const;

function statusOf({ status = [], result }: Measured): readonly SensorStatus[] {
  const own = status.map((name) => STATUS_BIT[name]);
  return result.kind === 'off-scale' ? [...own, SCALE_END[result.direction].status] : own;
}

/** A number that is not known has a word of its own, "not at this resolution"; whatever failed is no number. */
const NO_NUMBER = { error: 'NaN', unknown: 'NRes', 'not-performed': 'NaN' } as const;

function amountOf({ result, unit }: Measured): Pick<GlucoseConcentration, 'unit' | 'amount'> {
  if (unit !== 'mg/dL' && unit !== 'mmol/L') {
    throw new PacketProblem(
      'not-representable',
      'glucose measurement.unit',
      `${unit} is no unit of glucose`,
      'mg/dL or mmol/L',
    );
  }
  if (result.kind === 'value') return glucoseAmount(result.quantity.value, unit);
  const kind = result.kind === 'off-scale' ? SCALE_END[result.direction].infinity : NO_NUMBER[result.reason];
  return { unit: unit === 'mg/dL' ? 'kg/L' : 'mol/L', amount: { kind } };
}

/**
 * What the times of a meter mean. `base-is-utc`: our own, as in {@link meterRecordOf}. `phone`: what the user saw, taken to
 * be local time where the phone was, so many minutes ahead of UTC: all that can be done for a meter of others.
 */
export type MeterClock = 'base-is-utc' | { readonly phoneOffsetMinutes: number };

/** The specification's words for an offset that did not fit; known from memory. */
const OFFSET_OVERRUN = 0x7fff;
const OFFSET_UNDERRUN = -0x8000;

/** The other way, for the phone. Throws a PacketProblem where the record is no home measurement, or at no known time. */
export function measuredOfMeterRecord({ measurement, context }: MeterRecord, clock: MeterClock): Measured {
  const { sequence, concentration, status = [] } = measurement;
  const mealContext = MEAL_CONTEXT.get(context?.meal ?? 0);
  const own = [...new Set(status.map((name) => DEVICE_STATUS[name]).filter((name) => name !== undefined))];
  return {
    ...timeOf(measurement, clock),
    result: resultOf(concentration, status),
    unit: concentration?.unit === 'mol/L' ? 'mmol/L' : 'mg/dL',
    sequenceNumber: sequence,
    ...(mealContext === undefined ? {} : { mealContext }),
    ...(isControl(concentration) ? { control: true } : {}),
    ...(own.length === 0 ? {} : { status: own }),
  };
}

function timeOf(measurement: GlucoseMeasurement, clock: MeterClock): Pick<Measured, 'shownMs' | 'offsetMinutes'> {
  const { baseTime, offsetMinutes = 0 } = measurement;
  if (offsetMinutes === OFFSET_OVERRUN || offsetMinutes === OFFSET_UNDERRUN) {
    throw new PacketProblem(
      'impossible-time',
      'glucose measurement.time offset',
      'the offset did not fit its field, so the time is not known',
      'an offset of fewer minutes',
    );
  }
  if (clock === 'base-is-utc') return { shownMs: wallMs(baseTime), offsetMinutes };
  const { phoneOffsetMinutes } = clock;
  const shownMs = wallMs(userFacing(measurement)) - phoneOffsetMinutes * MINUTE_MS;
  return { shownMs, offsetMinutes: phoneOffsetMinutes };
}

/** Reserved and undetermined types are taken for the blood that a meter measures, as everybody does. */
const OTHER_SPECIMEN = new Set<number>([
  SAMPLE_TYPE.venousWholeBlood,
  SAMPLE_TYPE.venousPlasma,
  SAMPLE_TYPE.arterialWholeBlood,
  SAMPLE_TYPE.arterialPlasma,
  SAMPLE_TYPE.interstitialFluid,
]);

/** Either nibble says it: meters set one or both. */
const isControl = (concentration: GlucoseConcentration | undefined): boolean =>
  concentration?.type === SAMPLE_TYPE.controlSolution || concentration?.location === SAMPLE_LOCATION.controlSolution;

function resultOf(concentration: GlucoseConcentration | undefined, status: readonly SensorStatus[]): ReadingResult {
  if (concentration === undefined) return { kind: 'absent', reason: 'unknown' };
  if (OTHER_SPECIMEN.has(concentration.type)) {
    throw new PacketProblem(
      'other-specimen',
      'glucose measurement.type and location',
      `type ${concentration.type} is not what a home meter measures`,
      'capillary or undetermined blood, or control solution',
    );
  }
  const { kind } = concentration.amount;
  const bound = kind === 'number' ? { bound: glucoseQuantity(concentration) } : {};
  if (kind === '+INF' || (kind === 'number' && status.includes('result-too-high'))) {
    return { kind: 'off-scale', direction: 'high', ...bound };
  }
  if (kind === '-INF' || (kind === 'number' && status.includes('result-too-low'))) {
    return { kind: 'off-scale', direction: 'low', ...bound };
  }
  if (kind === 'number') return { kind: 'value', quantity: glucoseQuantity(concentration) };
  return { kind: 'absent', reason: kind === NO_NUMBER.unknown ? 'unknown' : 'error' };
}
