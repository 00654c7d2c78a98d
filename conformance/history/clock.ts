import type { Mono } from './lines.ts';

/**
 * The harness's own time: the only place in conformance/ that reads a clock. `now` is monotonic
 * nanoseconds since the run began and judges; `wall` is UTC with milliseconds and only describes.
 */
export interface RunClock {
  now(): Mono;
  wall(): string;
  /** Wall time at monotonic 0. */
  readonly started: string;
}

/** Raw sources, so that tests can step them. */
export interface TimeSource {
  readonly monotonicNs: () => bigint;
  readonly wallMs: () => number;
}

const SYSTEM: TimeSource = { monotonicNs: () => process.hrtime.bigint(), wallMs: () => Date.now() };

/** A clock that starts now. Nanoseconds fit a double for 104 days. */
export const runClock = (source: TimeSource = SYSTEM): RunClock => {
  const zero = source.monotonicNs();
  const wall = (): string => new Date(source.wallMs()).toISOString();
  return { started: wall(), now: () => Number(source.monotonicNs() - zero), wall };
};

export const NS_PER_MS = 1_000_000;
