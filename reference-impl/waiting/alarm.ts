/** The longest that a timer of Node.js can wait. */
const LONGEST_MS = 2 ** 31 - 1;

export interface Alarm {
  /** Rings when this instant has come, and no more at the one that was set before; undefined: not at all. */
  set(atMs: number | undefined): void;
  close(): void;
}

/** One timer for all that waits, by the system's clock. It keeps no process running. */
export const createAlarm = (now: () => number, ring: () => void): Alarm => {
  let timer: NodeJS.Timeout | undefined;
  let setTo: number | undefined;
  const stop = (): void => {
    clearTimeout(timer);
    timer = undefined;
    setTo = undefined;
  };
  return {
    set: (atMs) => {
      if (atMs === setTo) return;
      stop();
      if (atMs === undefined) return;
      setTo = atMs;
      const waitMs = Math.min(LONGEST_MS, Math.max(0, Math.ceil(atMs - now())));
      timer = setTimeout(() => {
        stop();
        ring();
      }, waitMs);
      timer.unref();
    },
    close: stop,
  };
};
