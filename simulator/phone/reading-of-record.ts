import { CONTROL_SOLUTION, LOINC_FOR_UNIT, MEASURE_OF_UNIT } from '../../contract/codes/measures.ts';
import type { Identifier, Reading } from '../../contract/domain/index.ts';
import type { DeviceRecord } from '../layers.ts';
import { METER_READINGS_SYSTEM } from '../simulated-reading.ts';
import { basicUtcText, offsetInstantText } from './instant-text.ts';

/** The latest address without hyphens: one device is asked for thousands of times in a row. */
let latest = { value: '', address: '' };
const addressOf = (value: string): string => {
  if (latest.value !== value) latest = { value, address: value.replaceAll('-', '') };
  return latest.address;
};

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * A device record as the reading that the phone hands on. Its identifier is the device's address, the record's number
 * and the time it shows, so that it survives a second upload and a memory that starts again at 0. A scale reports
 * no record numbers; what was typed in by hand comes from no device.
 */
export function readingOfRecord(record: DeviceRecord, patient: Identifier): Reading {
  const { device, unit, shownMs, sequenceNumber, mealContext, userEntered } = record;
  const measure = MEASURE_OF_UNIT[unit];
  const reading: Writable<Reading> = {
    identifier: {
      system: METER_READINGS_SYSTEM,
      value: `${addressOf(device.identifier.value)}-${sequenceNumber}-${basicUtcText(shownMs)}`,
    },
    patient,
    measure,
    code: record.control === true ? CONTROL_SOLUTION : LOINC_FOR_UNIT[unit],
    status: 'final',
    effective: offsetInstantText(shownMs, record.offsetMinutes),
    result: record.result,
  };
  // One by one, because this is done for every reading and spreading costs several times as much.
  if (userEntered !== true) reading.device = device.identifier;
  if (mealContext !== undefined) reading.mealContext = mealContext;
  if (measure === 'glucose' && userEntered !== true) reading.sequenceNumber = sequenceNumber;
  if (userEntered !== undefined) reading.userEntered = userEntered;
  return reading;
}
