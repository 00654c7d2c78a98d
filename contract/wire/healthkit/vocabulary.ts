import type { MealContext, Measure, UnitCode } from '../../domain/index.ts';

/** HKQuantityTypeIdentifier of each measure. Source: Apple, HealthKit data types. */
export const HEALTHKIT_TYPE: Readonly<Record<Measure, string>> = {
  glucose: 'HKQuantityTypeIdentifierBloodGlucose',
  weight: 'HKQuantityTypeIdentifierBodyMass',
};

/**
 * Texts of HKUnit, as `unitString` and a phone's export have them: of HKUnitMolarMassBloodGlucose, 180.15588000005408, they show
 * sixteen digits.
 */
export const HEALTHKIT_UNIT: Readonly<Record<UnitCode, string>> = {
  'mg/dL': 'mg/dL',
  'mmol/L': 'mmol<180.1558800000541>/L',
  kg: 'kg',
  g: 'g',
  '[lb_av]': 'lb',
};

/** Keys of metadata, as they stand in a sample and in export.xml. */
export const METADATA = {
  mealTime: 'HKBloodGlucoseMealTime',
  userEntered: 'HKWasUserEntered',
  timeZone: 'HKTimeZone',
  deviceSerial: 'HKDeviceSerialNumber',
  externalUuid: 'HKExternalUUID',
  syncIdentifier: 'HKMetadataKeySyncIdentifier',
  syncVersion: 'HKMetadataKeySyncVersion',
  /** Keys of an app's own may stand beside the known ones: what HealthKit has no key for. */
  sequenceNumber: 'org.example.vitalproof.SequenceNumber',
  mealContexts: 'org.example.vitalproof.MealContexts',
} as const;

/** HKBloodGlucoseMealTime: shortly before or after a meal. */
export const MEAL_TIME: Readonly<Partial<Record<MealContext, number>>> = { 'pre-meal': 1, 'post-meal': 2 };

/** BloodGlucoseRecord.relationToMeal; 0 is unknown. Bedtime has none. */
export const RELATION_TO_MEAL: Readonly<Partial<Record<MealContext, number>>> = {
  casual: 1,
  fasting: 2,
  'pre-meal': 3,
  'post-meal': 4,
};

/** BloodGlucoseRecord.specimenSource, by number. */
export const SPECIMEN_SOURCES = [
  'unknown',
  'interstitial fluid',
  'capillary blood',
  'plasma',
  'serum',
  'tears',
  'whole blood',
] as const;

/** BloodGlucoseRecord.mealType: unknown, breakfast, lunch, dinner, snack. */
export const MEAL_TYPES = 5;

/** Metadata.recordingMethod: unknown, actively recorded, automatically recorded, manual entry. */
export const RECORDING_METHOD = { unknown: 0, active: 1, automatic: 2, manual: 3 } as const;

/** Systems of identifiers that a sample gives without one. */
export const SYNC_IDENTIFIER_SYSTEM = 'urn:example:healthkit:sync-identifier';
export const CLIENT_RECORD_SYSTEM = 'urn:example:health-connect:client-record';
export const DEVICE_SERIAL_SYSTEM = 'urn:example:healthkit:device-serial';
