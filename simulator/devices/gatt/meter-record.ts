import type { GlucoseContext } from '../../../contract/wire/gatt/glucose-context.ts';
import { wallMs, wallTimeAt, type WallTime } from '../../../contract/wire/gatt/date-time.ts';
import type { GlucoseMeasurement } from '../../../contract/wire/gatt/glucose-measurement.ts';
import type { RacpSelection } from '../../../contract/wire/gatt/racp.ts';
import { MINUTE_MS } from '../../clock.ts';

/** A meter's record as the Glucose Service tells it. */
export interface MeterRecord {
  readonly measurement: GlucoseMeasurement;
  /** Of the same sequence number. There exactly when the measurement says that one follows. */
  readonly context?: GlucoseContext;
}

/** What the user saw on the display when it was measured. */
export const userFacing = ({ baseTime, offsetMinutes }: GlucoseMeasurement): WallTime =>
  offsetMinutes === undefined ? baseTime : wallTimeAt(wallMs(baseTime) + offsetMinutes * MINUTE_MS);

/** The records that a request means, the oldest first. Numbers are compared as numbers, also where they began again. */
export function selected(records: readonly MeterRecord[], selection: RacpSelection): readonly MeterRecord[] {
  switch (selection.operator) {
    case 'all':
      return records;
    case 'first':
      return records.slice(0, 1);
    case 'last':
      return records.slice(-1);
    default:
      return records.filter(({ measurement }) => isWithin(measurement, selection));
  }
}

type Bounded = Extract<RacpSelection, { readonly filter: unknown }>;

/** Texts of wall times sort like the times. */
function isWithin(measurement: GlucoseMeasurement, selection: Bounded): boolean {
  const at = selection.filter === 'sequence' ? measurement.sequence : userFacing(measurement);
  const low = selection.operator === 'at-least' ? selection.value : 'low' in selection ? selection.low : at;
  const high = selection.operator === 'at-most' ? selection.value : 'high' in selection ? selection.high : at;
  return low <= at && at <= high;
}
