import type { ReadingResult } from '../../../../contract/domain/index.ts';
import { plain, timesPowerOfTen } from '../../../../contract/wire/gatt/decimal.ts';
import {
  NORTHMERE_EPOCH_MS,
  type NorthmereRecord,
  type NorthmereResult,
} from '../../../../contract/wire/gatt/northmere/messages.ts';
import { PacketProblem } from '../../../../contract/wire/gatt/problem.ts';
import type { Measured } from '../measured.ts';

const MEALS = ['pre-meal', 'post-meal', 'fasting', 'casual', 'bedtime'] as const;
/** The meter counts whole mg/dL or tenths of mmol/L. */
const DECIMALS = { 'mg/dL': 0, 'mmol/L': 1 } as const;
const SEQUENCE_SPACE = 65_536;

/**
 * A record as the meter keeps it; its counter is the meter's affair. Of the device's states it knows a low battery
 * alone. Throws a PacketProblem where the meter's fields cannot hold it.
 */
export function northmereRecordOf(measured: Measured): Omit<NorthmereRecord, 'counter'> {
  const { unit, result, mealContext } = measured;
  if (unit !== 'mg/dL' && unit !== 'mmol/L') {
    throw new PacketProblem('not-representable', 'northmere record.unit', `${unit}`, 'mg/dL or mmol/L');
  }
  return {
    seconds: Math.floor((measured.shownMs - NORTHMERE_EPOCH_MS) / 1000),
    offsetMinutes: measured.offsetMinutes,
    unit,
    result: northmereResult(result, unit),
    control: measured.control === true,
    batteryLow: measured.status?.includes('battery-low') ?? false,
    meal: mealContext === undefined ? 0 : MEALS.indexOf(mealContext) + 1,
  };
}

function northmereResult(result: ReadingResult, unit: NorthmereRecord['unit']): NorthmereResult {
  if (result.kind === 'absent') return { kind: 'failed' };
  if (result.kind === 'off-scale') return { kind: result.direction };
  const steps = timesPowerOfTen(result.quantity.value, DECIMALS[unit])?.replace(/\.0+$/, '') ?? '';
  if (/^\d{1,5}$/.test(steps)) return { kind: 'value', count: Number(steps) };
  throw new PacketProblem(
    'not-representable',
    'northmere record.value',
    `${result.quantity.value.slice(0, 40)} ${unit} is no whole number of steps`,
    unit === 'mg/dL' ? 'whole mg/dL' : 'tenths of mmol/L',
  );
}

function resultOf(result: NorthmereResult, unit: NorthmereRecord['unit']): ReadingResult {
  if (result.kind === 'failed') return { kind: 'absent', reason: 'error' };
  if (result.kind !== 'value') return { kind: 'off-scale', direction: result.kind };
  const value = plain({ negative: false, digits: String(result.count), exponent: -DECIMALS[unit] });
  return { kind: 'value', quantity: { value, unit } };
}

/** The other way, for the phone. The record number is the low half of the counter, as other meters have it. */
export function measuredOfNorthmere(record: NorthmereRecord): Measured {
  const mealContext = MEALS[record.meal - 1];
  return {
    shownMs: NORTHMERE_EPOCH_MS + record.seconds * 1000,
    offsetMinutes: record.offsetMinutes,
    result: resultOf(record.result, record.unit),
    unit: record.unit,
    sequenceNumber: record.counter % SEQUENCE_SPACE,
    ...(mealContext === undefined ? {} : { mealContext }),
    ...(record.control ? { control: true } : {}),
    ...(record.batteryLow ? { status: ['battery-low'] as const } : {}),
  };
}
