import type { EpochMs } from '../../clock.ts';

/** What is kept here: HKQuantityTypeIdentifierBloodGlucose and …BodyMass, or BloodGlucoseRecord and WeightRecord. */
export const HEALTH_TYPES = ['blood-glucose', 'body-mass'] as const;
export type HealthType = (typeof HEALTH_TYPES)[number];

/** One of a kind for each type. */
export const perType = <T>(make: () => T): Readonly<Record<HealthType, T>> => ({
  'blood-glucose': make(),
  'body-mass': make(),
});

/** What a source gives a sample so that it is the same one when it is saved again. */
interface SyncKey {
  /** HKMetadataKeySyncIdentifier, or clientRecordId. */
  readonly identifier: string;
  /** HKMetadataKeySyncVersion, or clientRecordVersion: a whole number from 0. */
  readonly version: number;
}

/** A sample as an app hands it in. `content` is the app's own and is not looked at. */
export interface SampleDraft<T> {
  readonly type: HealthType;
  readonly startMs: EpochMs;
  readonly sync?: SyncKey;
  readonly content: T;
}

/** A sample in the store. It never changes: what replaces it is another sample with another number. */
export interface HealthSample<T> extends SampleDraft<T> {
  /** The store's own identity of the sample, in place of a UUID. Counts from 1 and is never used twice. */
  readonly id: number;
  /** The app that saved it: a bundle identifier or package name. */
  readonly source: string;
}

/** What is left of a sample that was deleted or replaced. */
export interface Tombstone {
  readonly id: number;
  readonly type: HealthType;
  readonly source: string;
  readonly sync?: SyncKey;
}
