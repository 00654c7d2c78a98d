import { LOINC_FOR_UNIT } from '../../codes/measures.ts';
import {
  MealContext,
  isOffsetDateTime,
  type Identifier,
  type Measure,
  type Reading,
  type UnitCode,
} from '../../domain/index.ts';
import { JsonNumber, type Json, type JsonObject } from '../json/value.ts';
import { At, Unfit } from './at.ts';
import { inexpressible, type Expressed, type Read } from './expressed.ts';
import { packIdentifier, unpackIdentifier } from './packed-identifier.ts';
import {
  DEVICE_SERIAL_SYSTEM,
  HEALTHKIT_TYPE,
  HEALTHKIT_UNIT,
  MEAL_TIME,
  METADATA,
  SYNC_IDENTIFIER_SYSTEM,
} from './vocabulary.ts';

const MAX_VERSION = Number.MAX_SAFE_INTEGER;
const whole = (n: number): JsonNumber => new JsonNumber(String(n));

/** Contexts of a reading; those that HKBloodGlucoseMealTime has no number for stand under a key of our own. */
const contextsOf = ({ mealContext, furtherContexts = [] }: Reading): readonly MealContext[] =>
  mealContext === undefined ? furtherContexts : [mealContext, ...furtherContexts];

/** Metadata of a reading, in the order in which it is written. Source of the keys: Apple, HealthKit metadata keys. */
export function metadataOf(reading: Reading, version: number): Readonly<Record<string, string | number>> {
  const contexts = contextsOf(reading);
  const mealTime = contexts.length === 1 && contexts[0] !== undefined ? MEAL_TIME[contexts[0]] : undefined;
  return {
    [METADATA.syncIdentifier]: packIdentifier(reading.identifier, SYNC_IDENTIFIER_SYSTEM),
    [METADATA.syncVersion]: version,
    ...(reading.userEntered === undefined ? {} : { [METADATA.userEntered]: reading.userEntered ? 1 : 0 }),
    ...(mealTime === undefined ? {} : { [METADATA.mealTime]: mealTime }),
    ...(contexts.length > 0 && mealTime === undefined ? { [METADATA.mealContexts]: contexts.join(' ') } : {}),
    ...(reading.device === undefined
      ? {}
      : { [METADATA.deviceSerial]: packIdentifier(reading.device, DEVICE_SERIAL_SYSTEM) }),
    ...(reading.sequenceNumber === undefined ? {} : { [METADATA.sequenceNumber]: reading.sequenceNumber }),
  };
}

/** What a sample says less than the reading. */
function lostOf(reading: Reading, unit: UnitCode): string[] {
  const { system, code } = LOINC_FOR_UNIT[unit];
  const lost = reading.code.system === system && reading.code.code === code ? [] : [`code ${reading.code.code}`];
  return reading.status === 'preliminary' ? [...lost, 'status preliminary'] : lost;
}

/**
 * A reading as an HKQuantitySample in JSON: type, quantity, start and end, metadata. HI, LO and failures have no number
 * and cannot be told; a corrected reading is told by its greater `version`.
 */
export function encodeHealthKitSample(reading: Reading, version: number): Expressed {
  const why = inexpressible(reading);
  if (why !== undefined || reading.result.kind !== 'value') return { kind: 'inexpressible', why: why ?? 'no number' };
  const { value, unit } = reading.result.quantity;
  if (value.startsWith('-')) return { kind: 'inexpressible', why: `${value} ${unit} is negative` };
  const metadata: Record<string, Json> = {};
  for (const [key, entry] of Object.entries(metadataOf(reading, version))) {
    metadata[key] = typeof entry === 'number' ? whole(entry) : entry;
  }
  const json: JsonObject = {
    sampleType: HEALTHKIT_TYPE[reading.measure],
    quantity: { value: new JsonNumber(value), unit: HEALTHKIT_UNIT[unit] },
    startDate: reading.effective,
    endDate: reading.effective,
    metadata,
  };
  return { kind: 'sample', json, lost: lostOf(reading, unit) };
}

/** What a deletion tells of the sample that was: its type and its sync key (HKDeletedObject). */
export const encodeHealthKitDeletion = ({ measure, identifier }: Reading, version: number): JsonObject => ({
  deletedObject: HEALTHKIT_TYPE[measure],
  metadata: {
    [METADATA.syncIdentifier]: packIdentifier(identifier, SYNC_IDENTIFIER_SYSTEM),
    [METADATA.syncVersion]: whole(version),
  },
});

const MEASURE_OF_TYPE: ReadonlyMap<string, Measure> = new Map(
  Object.entries(HEALTHKIT_TYPE).map(([measure, type]) => [type, measure as Measure]),
);
const units = (...codes: readonly UnitCode[]): ReadonlyMap<string, UnitCode> =>
  new Map(codes.map((code) => [HEALTHKIT_UNIT[code], code]));
const UNITS: Readonly<Record<Measure, ReadonlyMap<string, UnitCode>>> = {
  glucose: units('mg/dL', 'mmol/L'),
  weight: units('kg', 'g', '[lb_av]'),
};
const CONTEXT_OF_MEAL_TIME: Readonly<Record<number, MealContext>> = { 1: 'pre-meal', 2: 'post-meal' };

function contextsIn(metadata: At): readonly MealContext[] {
  const [mealTime, own] = [metadata.member(METADATA.mealTime), metadata.member(METADATA.mealContexts)];
  if (!mealTime.present && !own.present) return [];
  if (!own.present) {
    const context = CONTEXT_OF_MEAL_TIME[mealTime.whole(1, 2)];
    return context === undefined ? [] : [context];
  }
  return own
    .text()
    .split(' ')
    .map((word) => {
      const context = MealContext.safeParse(word);
      return context.success ? context.data : own.fail(`some of ${MealContext.options.join(', ')}`);
    });
}

function identifierIn(at: At, ownSystem: string): Identifier {
  return unpackIdentifier(at.text(), ownSystem) ?? at.fail('an identifier of at most 255 characters');
}

function readingIn(root: At, patient: Identifier): { reading: Reading; version: number } {
  root.only('sampleType', 'quantity', 'startDate', 'endDate', 'metadata', 'device', 'sourceRevision', 'uuid');
  const measure = root.member('sampleType').among(MEASURE_OF_TYPE);
  const quantity = root.member('quantity').only('value', 'unit');
  const unit = quantity.member('unit').among(UNITS[measure]);
  const value = quantity.member('value').decimal();
  if (value.startsWith('-')) quantity.member('value').fail('a number that is not negative');
  const [start, end] = [root.member('startDate'), root.member('endDate')];
  const effective = start.text();
  if (!isOffsetDateTime(effective)) start.fail('an instant with an offset');
  if (end.text() !== effective) end.fail('the startDate: a discrete sample has no length');

  const metadata = root.member('metadata');
  const version = metadata.member(METADATA.syncVersion).whole(0, MAX_VERSION);
  const [first, ...further] = contextsIn(metadata);
  const [entered, serial] = [metadata.member(METADATA.userEntered), metadata.member(METADATA.deviceSerial)];
  const sequence = metadata.member(METADATA.sequenceNumber);
  const reading: Reading = {
    identifier: identifierIn(metadata.member(METADATA.syncIdentifier), SYNC_IDENTIFIER_SYSTEM),
    patient,
    measure,
    code: LOINC_FOR_UNIT[unit],
    status: version > 1 ? 'corrected' : 'final',
    effective,
    result: { kind: 'value', quantity: { value, unit } },
    ...(serial.present ? { device: identifierIn(serial, DEVICE_SERIAL_SYSTEM) } : {}),
    ...(first === undefined ? {} : { mealContext: first }),
    ...(further.length === 0 ? {} : { furtherContexts: further }),
    ...(sequence.present ? { sequenceNumber: sequence.whole(0, 65_535) } : {}),
    ...(entered.present ? { userEntered: entered.whole(0, 1) === 1 } : {}),
  };
  return { reading, version };
}

/** Reads what `encodeHealthKitSample` writes; keys of metadata that are not known here are an app's own and passed over. */
export function decodeHealthKitSample(json: Json, patient: Identifier): Read {
  try {
    return { kind: 'reading', ...readingIn(new At(json, ''), patient) };
  } catch (error) {
    if (error instanceof Unfit) return { kind: 'refused', path: error.path, why: error.message };
    throw error;
  }
}
