import { NS_PER_MS, type RunClock } from '../history/clock.ts';

/** Looks again and again; gives what stops it. */
export type Beats = (everyMs: number, look: () => void) => () => void;

/** Those of the harness's own event loop. */
export const loopBeats: Beats = (everyMs, look) => {
  const beats = setInterval(look, everyMs);
  return () => clearInterval(beats);
};

/** The harness looks at its own watch so often while it waits. */
export const BEAT_MS = 20;
/** A harness that was away for a greater share of the wait proves no silence. */
const MOST_LATE = 0.1;
/** However much still comes, an answer is waited for no longer than this many waits. */
const MOST_WAITS = 10;

interface Listening {
  readonly clock: Pick<RunClock, 'now'>;
  readonly beats: Beats;
  readonly waitMs: number;
  /** How many acknowledgements have come. */
  readonly came: () => number;
  /** There is nothing more to wait for. */
  readonly isOver: () => boolean;
  /** Is told what to call when something has come. */
  readonly onWake: (wake: () => void) => void;
}

/** How a wait went. `heard`: the harness itself was there to hear it, by its own timers. */
export interface Listened {
  readonly waitedMs: number;
  readonly heard: boolean;
}

/** Listens until it is over, or nothing has come for as long as is waited: the wait is for silence, not for the last of many. */
export const listen = async ({ clock, beats, waitMs, came, isOver, onWake }: Listening): Promise<Listened> => {
  const longest = clock.now() + MOST_WAITS * waitMs * NS_PER_MS;
  let from = clock.now();
  let known = came();
  let beat = from;
  let lateMs = 0;
  await new Promise<void>((resolve) => {
    const end = (): void => {
      stop();
      onWake(() => undefined);
      resolve();
    };
    const look = (): void => {
      const now = clock.now();
      lateMs = Math.max(lateMs, (now - beat) / NS_PER_MS - BEAT_MS);
      beat = now;
      if (came() > known && now < longest) {
        known = came();
        from = now;
      }
      if (isOver() || now - from >= waitMs * NS_PER_MS) end();
    };
    const stop = beats(BEAT_MS, look);
    onWake(() => {
      if (isOver()) end();
    });
    if (isOver()) end();
  });
  const waitedMs = Math.round((clock.now() - from) / NS_PER_MS);
  return { waitedMs, heard: lateMs <= waitedMs * MOST_LATE };
};
