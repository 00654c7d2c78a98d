import { LOINC_FOR_UNIT, MEASURE_OF_UNIT } from '../../../contract/codes/measures.ts';
import type { Identifier, MealContext, Reading, UnitCode } from '../../../contract/domain/index.ts';
import { isDecimalText } from '../../../contract/domain/index.ts';
import type { BusSample } from '../../../contract/wire/device-bus/messages.ts';
import { HEALTHKIT_UNIT, MEAL_TIME, METADATA } from '../../../contract/wire/healthkit/vocabulary.ts';
import { SENDER_READINGS } from './reading-of-air.ts';

const UNIT_OF = new Map(Object.entries(HEALTHKIT_UNIT).map(([unit, text]) => [text, unit as UnitCode]));
const MEAL_OF = new Map(Object.entries(MEAL_TIME).map(([context, number]) => [number, context as MealContext]));
const SERIAL_SYSTEM = 'urn:example:sender:device-serial';

/** Sync version of a sample; 1 where it has none. */
export const versionOfSample = ({ metadata }: BusSample): number => Number(metadata[METADATA.syncVersion] ?? 1);

/** A health store's sample as it goes to the EHR; undefined for a unit or number that is none of ours. */
export function readingOfSample(sample: BusSample, patient: Identifier): Reading | undefined {
  const { uuid, value, start, device, metadata } = sample;
  const unit = UNIT_OF.get(sample.unit);
  if (unit === undefined || !isDecimalText(value)) return undefined;
  const mealContext = MEAL_OF.get(Number(metadata[METADATA.mealTime]));
  const typed = metadata[METADATA.userEntered] === 1;
  return {
    identifier: { system: SENDER_READINGS, value: String(metadata[METADATA.syncIdentifier] ?? uuid) },
    patient,
    measure: MEASURE_OF_UNIT[unit],
    code: LOINC_FOR_UNIT[unit],
    status: 'final',
    effective: start,
    result: { kind: 'value', quantity: { value, unit } },
    ...(typed || device === undefined ? {} : { device: { system: SERIAL_SYSTEM, value: device.serial } }),
    ...(mealContext === undefined ? {} : { mealContext }),
    ...(typed ? { userEntered: true } : {}),
  };
}
