/** The wall clock in ms since the epoch: what a reference runs on unless it is given another. The one place that reads it. */
export const systemNow = (): number => Date.now();

/** Real time that only goes forward, ms, from an instant that means nothing: for lengths of time. */
export const monotonicNow = (): number => performance.now();

/** What becomes of the machine's clock, in every thread alike: it stands still, or it is set wrong. */
export interface MachineTime {
  /** Ms since the epoch. */
  readonly stillAt?: number | undefined;
  /** In ms, the first of shared memory: how far the clock is from right at the moment, as after somebody has set it. */
  readonly wrongBy?: Int32Array | undefined;
}

/** System time on such a machine. */
export const nowOf = ({ stillAt, wrongBy }: MachineTime): (() => number) => {
  if (stillAt !== undefined) return () => stillAt;
  return wrongBy === undefined ? systemNow : () => systemNow() + Atomics.load(wrongBy, 0);
};
