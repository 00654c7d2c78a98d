import { LOINC_FOR_UNIT } from '../../contract/codes/measures.ts';
import {
  DecimalText,
  MealContext,
  type Identifier,
  type Measure,
  type Reading,
  type UnitCode,
} from '../../contract/domain/index.ts';
import { unpackIdentifier } from '../../contract/wire/healthkit/packed-identifier.ts';
import {
  HEALTHKIT_TYPE,
  HEALTHKIT_UNIT,
  METADATA,
  SYNC_IDENTIFIER_SYSTEM,
} from '../../contract/wire/healthkit/vocabulary.ts';
import { instantOf } from '../instant-of.ts';
import { deviceIdentifier } from './apple-health-device.ts';

/** A `<Record>` with its `<MetadataEntry>` children, as text. */
export interface AppleRecord {
  readonly line: number;
  /** Names it among the records of the file. */
  readonly place: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly metadata: Readonly<Record<string, string>>;
}

/** Stands for a record whose place in the file is its only identity. */
const EXPORT_RECORD_SYSTEM = 'urn:example:recorded:apple-health';
const EXTERNAL_UUID_SYSTEM = 'urn:example:healthkit:external-uuid';

/** HealthKit types that are measures here. */
export const MEASURE_OF_TYPE: Readonly<Record<string, Measure>> = {
  [HEALTHKIT_TYPE.glucose]: 'glucose',
  [HEALTHKIT_TYPE.weight]: 'weight',
};

/** Units as the export writes them. */
const UNIT: Readonly<Record<Measure, Readonly<Record<string, UnitCode>>>> = {
  glucose: { [HEALTHKIT_UNIT['mg/dL']]: 'mg/dL', [HEALTHKIT_UNIT['mmol/L']]: 'mmol/L' },
  weight: { [HEALTHKIT_UNIT.kg]: 'kg', [HEALTHKIT_UNIT.g]: 'g', [HEALTHKIT_UNIT['[lb_av]']]: '[lb_av]' },
};
/**
 * HealthKit names the molar mass of glucose in the unit. Exports of a phone cut its last digits (`mmol<180.1558800000541>/L`), the
 * constant itself has them all.
 */
const MMOL_PER_L = /^mmol<180\.15588\d*>\/L$/i;
const MEAL_TIME: Readonly<Record<string, MealContext>> = { '1': 'pre-meal', '2': 'post-meal' };
const DATE = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}) ([+-]\d{2})(\d{2})$/;

const own = <T>(table: Readonly<Record<string, T>>, key: string | undefined): T | undefined =>
  key !== undefined && Object.hasOwn(table, key) ? table[key] : undefined;

const unitNamed = (text: string | undefined, measure: Measure): UnitCode | undefined =>
  measure === 'glucose' && MMOL_PER_L.test(text ?? '') ? 'mmol/L' : own(UNIT[measure], text);

/** `2024-03-01 08:00:00 -0500` as an instant. The offset is the export's; the instant is right all the same. */
function effectiveOf(text: string | undefined): string | undefined {
  const [, date, time, hours, minutes] = DATE.exec(text ?? '') ?? [];
  if (date === undefined) return undefined;
  const instant = `${date}T${time}${hours}:${minutes}`;
  return instantOf(instant) === undefined ? undefined : instant;
}

/** By sync identifier, external UUID or place in the file; undefined where the text is longer than an identifier may be. */
function identifierOf(record: AppleRecord, file: string): Identifier | undefined {
  const sync = own(record.metadata, METADATA.syncIdentifier);
  if (sync !== undefined && sync !== '') return unpackIdentifier(sync, SYNC_IDENTIFIER_SYSTEM);
  const uuid = own(record.metadata, METADATA.externalUuid);
  if (uuid !== undefined && uuid !== '') return unpackIdentifier(uuid, EXTERNAL_UUID_SYSTEM);
  return unpackIdentifier(`${file}-${record.place}`, EXPORT_RECORD_SYSTEM);
}

/** Contexts that our own writer told under a key of its own, else HealthKit's; what is not known there is none. */
function contextsOf(metadata: AppleRecord['metadata']): readonly MealContext[] {
  const words = own(metadata, METADATA.mealContexts)?.split(' ') ?? [];
  const told = words.flatMap((word) => MealContext.safeParse(word).data ?? []);
  if (told.length > 0) return told;
  const mealTime = own(MEAL_TIME, own(metadata, METADATA.mealTime));
  return mealTime === undefined ? [] : [mealTime];
}

const SEQUENCE_NUMBER = /^\d{1,5}$/;
const MAX_SEQUENCE_NUMBER = 65_535;
function sequenceNumberOf(metadata: AppleRecord['metadata']): number | undefined {
  const text = own(metadata, METADATA.sequenceNumber) ?? '';
  const number = SEQUENCE_NUMBER.test(text) ? Number(text) : Number.POSITIVE_INFINITY;
  return number <= MAX_SEQUENCE_NUMBER ? number : undefined;
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
  const unit = unitNamed(unitText, measure);
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
  if (identifier === undefined) return `the identifier is longer than ${MAX_IDENTIFIER} characters`;

  const userEntered = own(metadata, METADATA.userEntered);
  const [mealContext, ...furtherContexts] = measure === 'glucose' ? contextsOf(metadata) : [];
  const sequenceNumber = sequenceNumberOf(metadata);
  const device = deviceIdentifier(own(attributes, 'device'), own(metadata, METADATA.deviceSerial));
  return {
    identifier,
    patient,
    measure,
    code: LOINC_FOR_UNIT[unit],
    status: 'final',
    effective,
    result: { kind: 'value', quantity: { value, unit } },
    ...(device === undefined ? {} : { device }),
    ...(mealContext === undefined ? {} : { mealContext }),
    ...(furtherContexts.length === 0 ? {} : { furtherContexts: furtherContexts.slice(0, MAX_FURTHER_CONTEXTS) }),
    ...(sequenceNumber === undefined ? {} : { sequenceNumber }),
    ...(userEntered === '1' || userEntered === '0' ? { userEntered: userEntered === '1' } : {}),
  };
}

const MAX_IDENTIFIER = 255;
const MAX_FURTHER_CONTEXTS = 4;
const shown = (text: string | undefined): string => (text === undefined ? '(absent)' : `"${text.slice(0, 60)}"`);
