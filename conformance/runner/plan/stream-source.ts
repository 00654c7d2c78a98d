import type { MealContext, Measure, ReadingResult, UnitCode } from '../../../contract/domain/index.ts';
import type { EpochMs } from '../../../simulator/clock.ts';

/** Recorded data that can be played. */
export type RecordedKind = 'aim94' | 'apple-health';

/** One reading of a stream, before it has a patient and a key. Sent at `submitted`, never before it was measured. */
export interface StreamReading {
  readonly effective: EpochMs;
  readonly submitted: EpochMs;
  readonly measure: Measure;
  readonly result: ReadingResult;
  readonly mealContext?: MealContext;
  readonly sequenceNumber?: number;
  readonly userEntered?: boolean;
  /** The log does not say which meter it was. Then two readings are never the same one. */
  readonly anonymousDevice?: boolean;
}

/** What a stream asks for. `person` counts over all patients of the lane, `index` over the members of one name. */
export interface StreamRequest {
  readonly archetype?: string;
  /** Absent: simulated. */
  readonly recorded?: RecordedKind;
  readonly measure?: Measure;
  readonly person: number;
  readonly index: number;
  readonly lane: string;
  readonly unit?: UnitCode;
  readonly from: EpochMs;
  readonly days?: number;
  readonly zone: string;
  readonly seed: number;
}

/** Days of readings of one person, in the order in which they are sent. Pure: the same request gives the same readings. */
export type StreamSource = (request: StreamRequest) => readonly StreamReading[];
