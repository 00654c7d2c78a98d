import type { Device, MealContext, Reading, ReadingResult, UnitCode } from '../contract/domain/index.ts';
import type { EpochMs } from './clock.ts';
import type { RandomStream, StreamKey } from './random.ts';

/** Streams of one patient, keyed by purpose and then by day or event. */
export type StreamOf = (...keys: readonly StreamKey[]) => RandomStream;

/** What really was, behind what a device said. Never on a wire: it goes out of band. */
export interface Truth {
  /**
   * Capillary plasma glucose in mg/dL, or body weight without clothes in kg. NaN: nobody knows, as of a recording without a number;
   * every format leaves it out.
   */
  readonly trueValue: number;
  readonly trueUnit: 'mg/dL' | 'kg';
  readonly trueTimeMs: EpochMs;
  /** Faults that touched this sample, in the order in which they did. Empty: only the device's ordinary error did. */
  readonly faultIds: readonly string[];
  /** Record number of the person who was really measured; empty where nobody was (control solution, a suitcase). */
  readonly personId: string;
}

/** A sample that a fault keeps from leaving the phone. */
export interface Lost {
  /** Record number of the patient whose it would have been. */
  readonly patientId: string;
  readonly faultId: string;
  readonly truth: Truth;
  /** How it would have left, where it came so far. */
  readonly delivery?: Delivery;
}
/** Is told of each sample that never leaves. Changes nothing. */
export type LostSink = (lost: Lost) => void;

/** The first layer, person to device: something is put on the strip or on the scale at an instant. */
export interface Sampling {
  readonly atMs: EpochMs;
  /** What the strip or the scale is really given, mg/dL or kg: with sugar on the finger or clothes on the body. */
  readonly presented: number;
  readonly specimen: 'capillary' | 'alternate-site' | 'control' | 'body';
  readonly mealContext?: MealContext;
  readonly truth: Truth;
}

/** What a device says of its own state beside a result. On the wire: sensor status annunciation of 0x2A18. */
export type DeviceStatus =
  | 'battery-low'
  | 'sample-insufficient'
  | 'strip-error'
  | 'temperature-high'
  | 'temperature-low';

/** What a device stored of one measurement. */
export interface DeviceRecord {
  /** The instant that the device's clock and offset say. Where the clock is right, the true time. */
  readonly shownMs: EpochMs;
  /** The offset from UTC that the record carries or that the phone gives it. */
  readonly offsetMinutes: number;
  /** Minutes by which the device's clock was set off its base time, where it was: the base time of 0x2A18 is local time less these. */
  readonly clockOffsetMinutes?: number;
  readonly result: ReadingResult;
  readonly unit: UnitCode;
  /** Which device: a replaced meter has another identifier. */
  readonly device: Device;
  /** The record's number in the device, 0 to 65,535. */
  readonly sequenceNumber: number;
  readonly mealContext?: MealContext;
  /** Marked as control solution by the device. */
  readonly control?: boolean;
  readonly status?: readonly DeviceStatus[];
  /** Typed in by hand rather than read from the device. */
  readonly userEntered?: boolean;
  /**
   * Set while no phone comes near: the record waits in the device's memory, of which only so many records can be used,
   * until one without this is stored; `MOST_ROOM_AWAY` at most.
   */
  readonly roomAway?: number;
  readonly truth: Truth;
}

/** So that what waits for a phone that was away is less than what a phone takes in at once. */
export const MOST_ROOM_AWAY = 60;

/** What the phone does with a sample: hand in, hand in anew with a higher version, take back. */
export type DeliveryAct = 'submit' | 'correct' | 'retract';

/** The last layer, phone to gateway: one sample that leaves, and when. */
export interface Delivery {
  /** When it leaves the phone. A stream of deliveries is in this order. */
  readonly sentMs: EpochMs;
  /** Deliveries with one number leave together. Counts from 0. */
  readonly batch: number;
  readonly act: DeliveryAct;
  /** 1 for the first hand-in; a correction has a higher one. */
  readonly version: number;
  readonly reading: Reading;
  /** What the device said of its own state beside the result. On the air alone: no reading has a place for it. */
  readonly deviceStatus?: readonly DeviceStatus[];
  /** Set where what is sent is no reading at all (a negative number, 1e9, "5,4"): the value as text in place of the reading's. */
  readonly poison?: string;
  readonly truth: Truth;
}
