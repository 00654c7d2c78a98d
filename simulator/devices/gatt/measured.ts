import { CONTROL_SOLUTION } from '../../../contract/codes/measures.ts';
import type { Reading } from '../../../contract/domain/index.ts';
import type { DeviceRecord } from '../../layers.ts';
import { unitOfReading } from '../../unit-of-reading.ts';

/** What of a device's record can pass over the air: neither whose device it is nor what was really so. */
export type Measured = Omit<DeviceRecord, 'device' | 'truth' | 'userEntered'>;

const AHEAD = /([+-])(\d\d):(\d\d)$/;

function offsetIn(instant: string): number {
  const [, sign, hours, minutes] = AHEAD.exec(instant) ?? [];
  const size = Number(hours ?? 0) * 60 + Number(minutes ?? 0);
  return sign === '-' ? -size : size;
}

/** The record that a device must have had for a phone to make this reading of it, but for its own state: no reading tells that. */
export const measuredOf = (reading: Reading): Measured => ({
  shownMs: Date.parse(reading.effective),
  offsetMinutes: offsetIn(reading.effective),
  result: reading.result,
  unit: unitOfReading(reading),
  sequenceNumber: reading.sequenceNumber ?? 0,
  ...(reading.mealContext === undefined ? {} : { mealContext: reading.mealContext }),
  ...(reading.code.code === CONTROL_SOLUTION.code ? { control: true } : {}),
});
