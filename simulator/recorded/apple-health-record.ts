import { LOINC_FOR_UNIT } from '../../contract/codes/measures.ts';
import {
  DecimalText,
  OffsetDateTime,
  type Identifier,
  type MealContext,
  type Measure,
  type Reading,
  type UnitCode,
} from '../../contract/domain/index.ts';
import { deviceIdentifier } from './apple-health-device.ts';

/** A `<Record>` with its `<MetadataEntry>` children, as text. */
export interface AppleRecord {
  readonly line: number;
  readonly attributes: Readonly<Record<string, string>>;
  readonly metadata: Readonly<Record<string, string>>;
}

/** Stands for a record whose place in the file is its only identity. */
const EXPORT_RECORD_SYSTEM = 'urn:example:recorded:apple-health';
const SYNC_IDENTIFIER_SYSTEM = 'urn:example:healthkit:sync-identifier';
const EXTERNAL_UUID_SYSTEM = 'urn:example:healthkit:external-uuid';

/** HealthKit types that are measures here. */
export const MEASURE_OF_TYPE: Readonly<Record<string, Measure>> = {
  HKQuantityTypeIdentifierBloodGlucose: 'glucose',
  HKQuantityTypeIdentifierBodyMass: 'weight',
};

/** Units as the export writes them; the molar mass in the text is HealthKit's own. */
const UNIT: Readonly<Record<Measure, Readonly<Record<string, UnitCode>>>> = {
  glucose: { 'mg/dL': 'mg/dL', 'mmol<180.15588000005408>/L': 'mmol/L' },
  weight: { kg: 'kg', g: 'g', lb: '[lb_av]' },
};
const MEAL_TIME: Readonly<Record<string, MealContext>> = { '1': 'pre-meal', '2': 'post-meal' };
const DATE = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}) ([+-]\d{2})(\d{2})$/;

const own = <T>(table: Readonly<Record<string, T>>, key: string | undefined): T | undefined =>
  key !== undefined && Object.hasOwn(table, key) ? table[key] : undefined;

/** `2024-03-01 08:00:00 -0500` as an instant. The offset is the export's; the instant is right all the same. */
function effectiveOf(text: string | undefined): string | undefined {
  const [, date, time, hours, minutes] = DATE.exec(text ?? '') ?? [];
  if (date === undefined) return undefined;
  const instant = OffsetDateTime.safeParse(`${date}T${time}${hours}:${minutes}`);
  const exists = instant.success && new Date(`${date}T00:00:00Z`).toJSON()?.startsWith(date);
  return exists === true ? instant.data : undefined;
}

function identifierOf(record: AppleRecord, file: string): Identifier {
  const sync = own(record.metadata, 'HKMetadataKeySyncIdentifier');
  if (sync !== undefined && sync !== '') return { system: SYNC_IDENTIFIER_SYSTEM, value: sync };
  const uuid = own(record.metadata, 'HKExternalUUID');
  if (uuid !== undefined && uuid !== '') return { system: EXTERNAL_UUID_SYSTEM, value: uuid };
  return { system: EXPORT_RECORD_SYSTEM, value: `${file}-${record.line}` };
}

/**
 * A record as a reading, or the reason why it is none, for a person. The value's text is kept as
 * written. Only for records of a type in `MEASURE_OF_TYPE`.
 */
export function readAppleRecord(
  record: AppleRecord,
  measure: Measure,
  file: string,
  patient: Identifier,
): Reading | string {
  const { attributes, metadata } = record;
  const unitText = own(attributes, 'unit');
  const unit = own(UNIT[measure], unitText);
  if (unit === undefined) {
    return `unit ${shown(unitText)} is not one of ${Object.keys(UNIT[measure]).join(', ')}`;
  }
  const value = own(attributes, 'value');
  if (!DecimalText.safeParse(value).success || value === undefined)
    return `value ${shown(value)} is not a decimal number`;
  if (value.startsWith('-')) return `value ${shown(value)} is negative`;
  const startDate = own(attributes, 'startDate');
  const effective = effectiveOf(startDate);
  if (effective === undefined) return `startDate ${shown(startDate)} is not a time like 2024-03-01 08:00:00 -0500`;
  const identifier = identifierOf(record, file);
  if (identifier.value.length > MAX_IDENTIFIER) return `the identifier is longer than ${MAX_IDENTIFIER} characters`;

  const userEntered = own(metadata, 'HKWasUserEntered');
  const mealContext = own(MEAL_TIME, own(metadata, 'HKBloodGlucoseMealTime'));
  const device = deviceIdentifier(own(attributes, 'device'), own(metadata, 'HKDeviceSerialNumber'));
  return {
    identifier,
    patient,
    measure,
    code: LOINC_FOR_UNIT[unit],
    status: 'final',
    effective,
    result: { kind: 'value', quantity: { value, unit } },
    ...(device === undefined ? {} : { device }),
    ...(measure === 'glucose' && mealContext !== undefined ? { mealContext } : {}),
    ...(userEntered === '1' || userEntered === '0' ? { userEntered: userEntered === '1' } : {}),
  };
}

const MAX_IDENTIFIER = 255;
const shown = (text: string | undefined): string => (text === undefined ? '(absent)' : `"${text.slice(0, 60)}"`);
