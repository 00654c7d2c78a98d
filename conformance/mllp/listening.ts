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
/** What lies between two looks counts as listened to as far as this: beyond it the harness was away. */
const MOST_OF_A_BEAT_MS = 2 * BEAT_MS;
/** A wait cut short by the peer is heard where the harness was away for no greater share of it. */
const MOST_AWAY = 0.1;
/** However much still comes, and however often the harness is away, an answer is waited for no longer than this many waits. */
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

/**
 * How a wait went. `waitedMs`: for how long the harness listened since something last came; while it was away itself it did
 * not. `heard`: it was there to hear an answer, for the whole of the wait or until there was nothing more to wait for.
 */
export interface Listened {
  readonly waitedMs: number;
  readonly heard: boolean;
}

/** Time since something last came: listened to, and away. */
class Attended {
  ms = 0;
  awayMs = 0;

  count(gapMs: number): void {
    const listened = Math.min(gapMs, MOST_OF_A_BEAT_MS);
    this.ms += listened;
    this.awayMs += gapMs - listened;
  }

  restart(): void {
    this.ms = 0;
    this.awayMs = 0;
  }
}

/** Listens until it is over, or nothing has come for as long as is waited: the wait is for silence, not for the last of many. */
export const listen = async ({ clock, beats, waitMs, came, isOver, onWake }: Listening): Promise<Listened> => {
  const longest = clock.now() + MOST_WAITS * waitMs * NS_PER_MS;
  const attended = new Attended();
  let known = came();
  let beat = clock.now();
  const count = (): void => {
    const now = clock.now();
    attended.count((now - beat) / NS_PER_MS);
    beat = now;
  };
  await new Promise<void>((resolve) => {
    const end = (): void => {
      stop();
      onWake(() => undefined);
      resolve();
    };
    const look = (): void => {
      count();
      if (came() > known) {
        known = came();
        attended.restart();
      }
      if (isOver() || attended.ms >= waitMs || beat >= longest) end();
    };
    const stop = beats(BEAT_MS, look);
    onWake(() => {
      if (isOver()) end();
    });
    if (isOver()) end();
  });
  count();
  const waitedMs = Math.round(attended.ms);
  return { waitedMs, heard: isOver() ? attended.awayMs <= waitedMs * MOST_AWAY : attended.ms >= waitMs };
};
