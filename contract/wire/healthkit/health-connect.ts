import { LOINC_FOR_UNIT } from '../../codes/measures.ts';
import {
  isOffsetDateTime,
  type Identifier,
  type MealContext,
  type Measure,
  type Reading,
  type UnitCode,
} from '../../domain/index.ts';
import { JsonNumber, type Json, type JsonObject } from '../json/value.ts';
import { At, Unfit } from './at.ts';
import { inexpressible, type Expressed, type Read } from './expressed.ts';
import { beyondLimits } from './limits.ts';
import { packIdentifier, unpackIdentifier } from './packed-identifier.ts';
import {
  CLIENT_RECORD_SYSTEM,
  MEAL_TYPES,
  RECORDING_METHOD,
  RELATION_TO_MEAL,
  SPECIMEN_SOURCES,
} from './vocabulary.ts';

const RECORD_TYPE: Readonly<Record<Measure, string>> = { glucose: 'BloodGlucoseRecord', weight: 'WeightRecord' };
const AMOUNT: Readonly<Record<Measure, string>> = { glucose: 'level', weight: 'weight' };
/** Units in Health Connect's own words. */
const UNIT: Readonly<Record<UnitCode, string>> = {
  'mg/dL': 'milligramsPerDeciliter',
  'mmol/L': 'millimolesPerLiter',
  kg: 'kilograms',
  g: 'grams',
  '[lb_av]': 'pounds',
};
const CAPILLARY = 2;
/** Where a finger-stick may be from. Of other specimens the number means something else. */
const CAPILLARY_OR_UNTOLD: ReadonlySet<number> = new Set([0, CAPILLARY, 6]);
const MAX_VERSION = Number.MAX_SAFE_INTEGER;

const whole = (n: number): JsonNumber => new JsonNumber(String(n));
const OFFSET = /(Z|[+-]\d{2}:\d{2})$/;
const offsetOf = (effective: string): string => {
  const offset = OFFSET.exec(effective)?.[1] ?? 'Z';
  return offset === 'Z' ? '+00:00' : offset;
};

/** What a record says less than the reading: Health Connect has no serial numbers and no metadata of an app's own. */
function lostOf(reading: Reading, unit: UnitCode, relation: number): string[] {
  const { system, code } = LOINC_FOR_UNIT[unit];
  return [
    ...(reading.code.system === system && reading.code.code === code ? [] : [`code ${reading.code.code}`]),
    ...(reading.status === 'preliminary' ? ['status preliminary'] : []),
    ...(reading.device === undefined ? [] : ['device']),
    ...(reading.sequenceNumber === undefined ? [] : ['sequence number']),
    ...(reading.mealContext !== undefined && relation === 0 ? [`meal context ${reading.mealContext}`] : []),
    ...(reading.furtherContexts ?? []).map((context) => `meal context ${context}`),
  ];
}

/**
 * A reading as a BloodGlucoseRecord or WeightRecord in JSON. Outside the limits that Health Connect checks (0 to 50 mmol/L, 0 to
 * 1,000,000 g), off the meter's scale or failed it cannot be told; of time, milliseconds are told.
 */
export function encodeHealthConnectRecord(reading: Reading, version: number): Expressed {
  const why = inexpressible(reading);
  if (why !== undefined || reading.result.kind !== 'value') return { kind: 'inexpressible', why: why ?? 'no number' };
  const { measure, userEntered } = reading;
  const { value, unit } = reading.result.quantity;
  const beyond = beyondLimits(value, unit);
  if (beyond !== undefined) return { kind: 'inexpressible', why: beyond };
  const ms = Date.parse(reading.effective);
  if (Number.isNaN(ms)) return { kind: 'inexpressible', why: `${reading.effective} is no instant of the calendar` };
  const method = userEntered === undefined ? 'unknown' : userEntered ? 'manual' : 'active';
  // Of two contexts neither counts alone, so neither is told.
  const isOne = reading.mealContext !== undefined && (reading.furtherContexts ?? []).length === 0;
  const relation = (isOne && reading.mealContext !== undefined && RELATION_TO_MEAL[reading.mealContext]) || 0;
  const json: JsonObject = {
    recordType: RECORD_TYPE[measure],
    time: new Date(ms).toISOString(),
    zoneOffset: offsetOf(reading.effective),
    [AMOUNT[measure]]: { value: new JsonNumber(value), unit: UNIT[unit] },
    ...(measure === 'glucose'
      ? { specimenSource: whole(CAPILLARY), mealType: whole(0), relationToMeal: whole(relation) }
      : {}),
    metadata: {
      clientRecordId: packIdentifier(reading.identifier, CLIENT_RECORD_SYSTEM),
      clientRecordVersion: whole(version),
      recordingMethod: whole(RECORDING_METHOD[method]),
    },
  };
  return { kind: 'sample', json, lost: lostOf(reading, unit, relation) };
}

const MEASURE_OF_RECORD: ReadonlyMap<string, Measure> = new Map([
  ['BloodGlucoseRecord', 'glucose'],
  ['WeightRecord', 'weight'],
]);
const units = (...codes: readonly UnitCode[]): ReadonlyMap<string, UnitCode> =>
  new Map(codes.map((code) => [UNIT[code], code]));
const UNITS: Readonly<Record<Measure, ReadonlyMap<string, UnitCode>>> = {
  glucose: units('mg/dL', 'mmol/L'),
  weight: units('kg', 'g', '[lb_av]'),
};
const CONTEXTS: readonly (MealContext | undefined)[] = [undefined, 'casual', 'fasting', 'pre-meal', 'post-meal'];
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?Z$/;
const ZONE_OFFSET = /^[+-]\d{2}:\d{2}$/;
const MINUTE_MS = 60_000;

/** The instant with the record's own offset, in UTC where it has none. */
function effectiveIn(root: At): string {
  const [time, zone] = [root.member('time'), root.member('zoneOffset')];
  const text = time.text();
  const ms = TIME.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(ms)) time.fail('an instant in UTC, such as 2026-03-03T12:59:00Z');
  if (!zone.present) return text;
  const offset = zone.text();
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4));
  const local = new Date(ms + (offset.startsWith('-') ? -minutes : minutes) * MINUTE_MS);
  const known = ZONE_OFFSET.test(offset) && !Number.isNaN(local.getTime());
  const effective = known ? local.toISOString().replace(/(?:\.000)?Z$/, offset) : '';
  return isOffsetDateTime(effective) ? effective : zone.fail('an offset, such as -05:00');
}

function contextIn(root: At): MealContext | undefined {
  const specimen = root.member('specimenSource');
  const source = specimen.present ? specimen.whole(0, SPECIMEN_SOURCES.length - 1) : 0;
  if (!CAPILLARY_OR_UNTOLD.has(source)) {
    specimen.fail(`capillary blood: ${SPECIMEN_SOURCES[source] ?? ''} is another measure`);
  }
  if (root.member('mealType').present) root.member('mealType').whole(0, MEAL_TYPES - 1);
  const relation = root.member('relationToMeal');
  return relation.present ? CONTEXTS[relation.whole(0, CONTEXTS.length - 1)] : undefined;
}

function readingIn(root: At, patient: Identifier): { reading: Reading; version: number } {
  const measure = root.member('recordType').among(MEASURE_OF_RECORD);
  const own = measure === 'glucose' ? ['specimenSource', 'mealType', 'relationToMeal'] : [];
  root.only('recordType', 'time', 'zoneOffset', 'metadata', AMOUNT[measure], ...own);
  const amount = root.member(AMOUNT[measure]).only('value', 'unit');
  const unit = amount.member('unit').among(UNITS[measure]);
  const value = amount.member('value').decimal();
  const beyond = beyondLimits(value, unit);
  if (beyond !== undefined) throw new Unfit(amount.path, `${amount.path}: ${beyond}`);

  const metadata = root.member('metadata');
  const id = metadata.member('clientRecordId');
  const version = metadata.member('clientRecordVersion').whole(0, MAX_VERSION);
  const recording = metadata.member('recordingMethod');
  const method = recording.present ? recording.whole(0, 3) : RECORDING_METHOD.unknown;
  const mealContext = measure === 'glucose' ? contextIn(root) : undefined;
  const reading: Reading = {
    identifier: unpackIdentifier(id.text(), CLIENT_RECORD_SYSTEM) ?? id.fail('an identifier of at most 255 characters'),
    patient,
    measure,
    code: LOINC_FOR_UNIT[unit],
    status: version > 1 ? 'corrected' : 'final',
    effective: effectiveIn(root),
    result: { kind: 'value', quantity: { value, unit } },
    ...(mealContext === undefined ? {} : { mealContext }),
    ...(method === RECORDING_METHOD.unknown ? {} : { userEntered: method === RECORDING_METHOD.manual }),
  };
  return { reading, version };
}

/** Reads what `encodeHealthConnectRecord` writes; members of metadata that are not known here are passed over. */
export function decodeHealthConnectRecord(json: Json, patient: Identifier): Read {
  try {
    return { kind: 'reading', ...readingIn(new At(json, ''), patient) };
  } catch (error) {
    if (error instanceof Unfit) return { kind: 'refused', path: error.path, why: error.message };
    throw error;
  }
}
