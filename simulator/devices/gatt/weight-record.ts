import { withDecimals } from '../../../contract/wire/gatt/decimal.ts';
import { wallMs, wallTimeAt } from '../../../contract/wire/gatt/date-time.ts';
import { PacketProblem } from '../../../contract/wire/gatt/problem.ts';
import { WEIGHT_RESOLUTION, type WeightScaleFeature } from '../../../contract/wire/gatt/weight-feature.ts';
import type { WeightMeasurement } from '../../../contract/wire/gatt/weight-measurement.ts';
import { MINUTE_MS } from '../../clock.ts';
import type { Measured } from './measured.ts';

/**
 * A weighing as the scale tells it, at the local time that it shows. What is off the scale or failed is "measurement
 * unsuccessful": the profile has no word for overload. Throws a PacketProblem where the field cannot hold it exactly.
 */
export function weightMeasurementOf(
  { shownMs, offsetMinutes, result, unit }: Measured,
  user?: number,
): WeightMeasurement {
  if (unit !== 'kg' && unit !== '[lb_av]') {
    throw new PacketProblem(
      'not-representable',
      'weight measurement.unit',
      `a scale does not send ${unit}`,
      'kg or [lb_av]',
    );
  }
  return {
    unit,
    ...(result.kind === 'value' ? { weight: result.quantity.value } : {}),
    time: wallTimeAt(shownMs + offsetMinutes * MINUTE_MS),
    ...(user === undefined ? {} : { user }),
  };
}

/** What the phone knows where the packet is silent. */
export interface WeighingPlace {
  readonly phoneOffsetMinutes: number;
  /** For a scale without a clock: the packet came while somebody stood on it. */
  readonly arrivedMs: number;
  readonly feature: WeightScaleFeature;
}

/** As many decimals as the scale shows; the field always has three of kg or two of lb. */
export function shownDecimals({ weightResolution }: WeightScaleFeature, unit: WeightMeasurement['unit']): number {
  const row = WEIGHT_RESOLUTION[weightResolution - 1];
  const step = unit === 'kg' ? (row?.metric ?? '0.1') : (row?.imperial ?? '0.1');
  return step.split('.')[1]?.length ?? 0;
}

/** The other way, for the phone. The profile has no record numbers: it is 0. */
export function measuredOfWeight({ unit, weight, time }: WeightMeasurement, place: WeighingPlace): Measured {
  const { phoneOffsetMinutes, arrivedMs, feature } = place;
  const value = weight === undefined ? undefined : withDecimals(weight, shownDecimals(feature, unit));
  return {
    shownMs: time === undefined ? arrivedMs : wallMs(time) - phoneOffsetMinutes * MINUTE_MS,
    offsetMinutes: phoneOffsetMinutes,
    result: value === undefined ? { kind: 'absent', reason: 'error' } : { kind: 'value', quantity: { value, unit } },
    unit,
    sequenceNumber: 0,
  };
}
