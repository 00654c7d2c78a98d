import { LOINC_FOR_UNIT } from '../../contract/codes/measures.ts';
import {
  isDecimalText,
  type Identifier,
  type Reading,
  type ReadingResult,
  type UnitCode,
} from '../../contract/domain/index.ts';
import { isObject, JsonNumber, type Json, type JsonObject } from '../../contract/wire/json/lossless.ts';
import { offsetInstantText } from '../phone/instant-text.ts';
import { nightscoutTime } from './nightscout-time.ts';

export interface NightscoutOptions {
  /** Name of the file, for messages and for identifiers of records that have none. */
  readonly file: string;
  readonly patient: Identifier;
  /** Where a record's time was, if it does not say its offset. */
  readonly zone: string;
  /** Of values whose record names no unit. Absent: mg/dL, in which Nightscout stores. */
  readonly unit?: 'mg/dL' | 'mmol/L';
  /**
   * A sensor under the skin does not measure what a finger-stick does: its values (`sgv`) are counted and left out, or,
   * where that is wanted all the same, played as if they had been measured. Absent: leave-out.
   */
  readonly sensor?: 'leave-out' | 'as-if-measured';
}

/** What a record is, or why it cannot be used. */
export type NightscoutRecord =
  | { readonly kind: 'reading'; readonly reading: Reading }
  /** A sensor's value that is left out. */
  | { readonly kind: 'sensor' }
  /** Calibrations, insulin, meals, notes. */
  | { readonly kind: 'other' }
  | { readonly kind: 'problem'; readonly why: string };

const NIGHTSCOUT_RECORD_SYSTEM = 'urn:example:nightscout:record';
const NIGHTSCOUT_DEVICE_SYSTEM = 'urn:example:nightscout:device';

const MAX_IDENTIFIER = 255;
const MAX_SHOWN = 60;
const problem = (why: string): NightscoutRecord => ({ kind: 'problem', why });
const shown = (value: Json | undefined): string =>
  value === undefined ? '(absent)' : JSON.stringify(value).slice(0, MAX_SHOWN);
const own = (record: JsonObject, name: string): Json | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;

/** Text of a number, written as one or, as in many treatments, as a text. */
function numberText(value: Json | undefined): string | undefined {
  const text = value instanceof JsonNumber ? value.text : typeof value === 'string' ? value.trim() : undefined;
  return text !== undefined && isDecimalText(text) ? text : undefined;
}

const UNIT_WORDS: Readonly<Record<string, 'mg/dL' | 'mmol/L'>> = {
  'mg/dl': 'mg/dL',
  mgdl: 'mg/dL',
  mmol: 'mmol/L',
  'mmol/l': 'mmol/L',
};

/** Below this a sensor tells an error code in place of glucose (Dexcom; Nightscout shows none of them as a value). */
const LEAST_SENSOR_MG_DL = 13;
const SENSOR_LOW_MG_DL = '39';
const SENSOR_HIGH_MG_DL = '401';

function resultOf(value: string, unit: UnitCode, isSensor: boolean): ReadingResult | string {
  if (isSensor && unit === 'mg/dL') {
    if (Number(value) < LEAST_SENSOR_MG_DL) return `${value} is a sensor's error code`;
    if (value === SENSOR_LOW_MG_DL) return { kind: 'off-scale', direction: 'low', bound: { value: '40', unit } };
    if (value === SENSOR_HIGH_MG_DL) return { kind: 'off-scale', direction: 'high', bound: { value: '400', unit } };
  }
  return { kind: 'value', quantity: { value, unit } };
}

/** `_id` as Nightscout or a database dump writes it, or the identifier of its later interface. */
function identityOf(record: JsonObject): string | undefined {
  const id = own(record, '_id');
  const text = isObject(id) ? own(id, '$oid') : (id ?? own(record, 'identifier'));
  return typeof text === 'string' && text !== '' ? text : undefined;
}

interface Found {
  readonly value: Json;
  readonly isSensor: boolean;
  readonly userEntered?: boolean;
}

/** Where the glucose of a record stands; undefined where it tells of something else; a text where it is neither entry nor treatment. */
function glucoseIn(record: JsonObject): Found | undefined | string {
  const [sgv, mbg, eventType, type] = ['sgv', 'mbg', 'eventType', 'type'].map((name) => own(record, name));
  if (mbg !== undefined && mbg !== null) return { value: mbg, isSensor: false };
  if (sgv !== undefined && sgv !== null) return { value: sgv, isSensor: true };
  if (type === 'sgv' || type === 'mbg') return `there is no ${type} in it`;
  const glucose = own(record, 'glucose');
  if (glucose !== undefined && glucose !== null && glucose !== '') {
    const how = own(record, 'glucoseType');
    return { value: glucose, isSensor: how === 'Sensor', ...(how === 'Manual' ? { userEntered: true } : {}) };
  }
  return typeof eventType === 'string' || typeof type === 'string' ? undefined : 'neither an entry nor a treatment';
}

/** One element of a Nightscout file. `place` names it where it has no identifier. */
export function readNightscoutRecord(json: Json, place: string, options: NightscoutOptions): NightscoutRecord {
  if (!isObject(json)) return problem('not a record');
  const found = glucoseIn(json);
  if (typeof found === 'string') return problem(found);
  if (found === undefined) return { kind: 'other' };
  if (found.isSensor && options.sensor !== 'as-if-measured') return { kind: 'sensor' };

  const value = numberText(found.value);
  if (value === undefined) return problem(`the glucose ${shown(found.value)} is not a decimal number`);
  if (value.startsWith('-') || Number(value) === 0) return problem(`the glucose ${value} is not above 0`);
  const word = own(json, 'units');
  const named = typeof word === 'string' ? (own(UNIT_WORDS, word.toLowerCase()) as UnitCode | undefined) : undefined;
  if (word !== undefined && word !== null && named === undefined)
    return problem(`the unit ${shown(word)} is not known`);
  const unit = named ?? options.unit ?? 'mg/dL';
  const result = resultOf(value, unit, found.isSensor);
  if (typeof result === 'string') return problem(result);
  const time = nightscoutTime(
    {
      date: own(json, 'date'),
      text: own(json, 'dateString') ?? own(json, 'created_at'),
      utcOffset: own(json, 'utcOffset'),
    },
    options.zone,
  );
  if (typeof time === 'string') return problem(time);
  const id = identityOf(json) ?? `${options.file}-${place}`;
  if (id.length > MAX_IDENTIFIER) return problem(`the identifier is longer than ${MAX_IDENTIFIER} characters`);
  const device = own(json, 'device');
  const reading: Reading = {
    identifier: { system: NIGHTSCOUT_RECORD_SYSTEM, value: id },
    patient: options.patient,
    measure: 'glucose',
    code: LOINC_FOR_UNIT[unit],
    status: 'final',
    effective: offsetInstantText(time.ms, time.offsetMinutes),
    result,
    ...(typeof device === 'string' && device !== ''
      ? { device: { system: NIGHTSCOUT_DEVICE_SYSTEM, value: device.slice(0, MAX_IDENTIFIER) } }
      : {}),
    ...(found.userEntered === undefined ? {} : { userEntered: found.userEntered }),
  };
  return { kind: 'reading', reading };
}
