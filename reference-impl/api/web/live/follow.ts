import type { Outcome } from '../../../../contract/refusal.ts';
import type { Stamped } from './arrivals.ts';
import type { Hub } from './hub.ts';

/** Between two looks of one stream, so that a storm of items costs a few looks a second. */
const REST_MS = 250;

/** What one stream needs of its surroundings. */
export interface Following {
  readonly hub: Hub;
  /** What has come since a stamp; undefined: whoever looked is signed in no more. */
  readonly look: (since: string) => Promise<Outcome<readonly Stamped[]> | undefined>;
  readonly write: (arrivals: readonly Stamped[]) => void;
  /** Told once it has come to an end by itself. */
  readonly ended: () => void;
}

/** Looks for what has come since `since`, after every change, one look at a time, until the function it returns is called. */
export const follow = ({ hub, look, write, ended }: Following, since: string): (() => void) => {
  let stamp = since;
  let isBusy = false;
  let isAsked = false;
  let isOver = false;
  let rest: NodeJS.Timeout | undefined;
  const end = (): void => {
    isOver = true;
    leave();
    clearTimeout(rest);
  };
  const lookOnce = async (): Promise<void> => {
    const found = await look(stamp);
    if (isOver) return;
    if (found?.ok !== true) {
      end();
      ended();
      return;
    }
    const arrivals = found.value;
    if (arrivals.length === 0) return;
    stamp = arrivals.at(-1)?.stamp ?? stamp;
    write(arrivals);
    // There may be more of them than one look takes.
    isAsked = true;
  };
  const lookAndRest = async (): Promise<void> => {
    try {
      await lookOnce();
      if (!isOver) rest = setTimeout(rested, REST_MS);
    } catch {
      end();
      ended();
    }
  };
  const ask = (): void => {
    isAsked = true;
    if (isBusy || isOver) return;
    isBusy = true;
    isAsked = false;
    void lookAndRest();
  };
  const rested = (): void => {
    isBusy = false;
    if (isAsked) ask();
  };
  const leave = hub.join(ask);
  ask();
  return end;
};
