import type { EpochMs } from '../clock.ts';

/**
 * What happened to a person beside what was measured: for pictures, and for tests that ask why. Events come in
 * order of time, the curve (`state`) among them. Whoever tells them draws no randomness for it, so that a run
 * that is listened to has the bytes of one that is not.
 */
export type DiaryEvent =
  /** The truth itself, at a step of the teller's choice: mg/dL or kg. */
  | { readonly kind: 'state'; readonly atMs: EpochMs; readonly value: number }
  | { readonly kind: 'meal'; readonly atMs: EpochMs; readonly name: string; readonly carbohydrateGrams: number }
  /** A dose that was taken, or missed. `units` where it is insulin. */
  | {
      readonly kind: 'dose';
      readonly atMs: EpochMs;
      readonly name: string;
      readonly units?: number;
      readonly missed?: boolean;
    }
  /** A stretch of time: illness, exercise, steroids, a lapse, a journey. */
  | { readonly kind: 'spell'; readonly atMs: EpochMs; readonly untilMs: EpochMs; readonly name: string };

/** Is told every event. Absent where nobody listens. */
export type DiarySink = (event: DiaryEvent) => void;
