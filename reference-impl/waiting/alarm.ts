/**
 * The longest wait before the clock is looked at again: it may have been set, or the machine may have slept. Far less
 * than a timer of Node.js can wait.
 */
const LONGEST_MS = 60_000;
/** Before what could not be done (a full disk, say) is tried again. */
const PAUSE_MS = 1000;

export interface Alarm {
  /** Rings when this instant has come, and no more at the one that was set before; undefined: not at all. */
  set(atMs: number | undefined): void;
  /** Rings no more, whatever is set. */
  close(): void;
}

/**
 * One timer for all that waits, by the system's clock. It keeps no process running. Where `ring` rejects, it rings
 * again after a pause and, whatever is set, no sooner.
 */
export const createAlarm = (now: () => number, ring: () => Promise<unknown>): Alarm => {
  let timer: NodeJS.Timeout | undefined;
  let setTo: number | undefined;
  /** It could not be done, and is tried again after the pause, by no clock that can be set or stands still. */
  let isResting = false;
  /** What it is set to once it has rested. */
  let afterRest: number | undefined;
  let isClosed = false;
  const stop = (): void => {
    clearTimeout(timer);
    timer = undefined;
    setTo = undefined;
  };
  const wait = (atMs: number): void => {
    const waitMs = Math.min(LONGEST_MS, Math.max(0, Math.ceil(atMs - now())));
    timer = setTimeout(() => {
      if (now() < atMs) wait(atMs);
      else go();
    }, waitMs);
    timer.unref();
  };
  const set = (wantedMs: number | undefined): void => {
    if (isResting) {
      afterRest = wantedMs;
      return;
    }
    if (wantedMs === setTo || isClosed) return;
    stop();
    if (wantedMs === undefined) return;
    setTo = wantedMs;
    wait(wantedMs);
  };
  const go = (): void => {
    stop();
    ring().catch(() => {
      if (isClosed) return;
      stop();
      isResting = true;
      afterRest = Number.NEGATIVE_INFINITY;
      timer = setTimeout(() => {
        isResting = false;
        if (afterRest !== undefined && afterRest <= now()) go();
        else set(afterRest);
      }, PAUSE_MS);
      timer.unref();
    });
  };
  return {
    set,
    close: () => {
      isClosed = true;
      stop();
    },
  };
};
