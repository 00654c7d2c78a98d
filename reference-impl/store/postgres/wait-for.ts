import { monotonicNow } from '../../clock/system-now.ts';

/**
 * Waits, and stands still, until another thread has changed a number from what it was before; whether it has within so
 * many ms. Being woken is not enough: who changes a number and wakes whoever waits does two things, and the second may
 * come when the first has long been seen, and wake the wait for the change after it.
 */
export const waitForChange = (counter: Int32Array<SharedArrayBuffer>, before: number, mostMs: number): boolean => {
  const until = monotonicNow() + mostMs;
  while (Atomics.load(counter, 0) === before) {
    const leftMs = until - monotonicNow();
    if (leftMs <= 0) return false;
    Atomics.wait(counter, 0, before, leftMs);
  }
  return true;
};
