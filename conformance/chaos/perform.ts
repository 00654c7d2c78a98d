import { NS_PER_MS, type RunClock } from '../history/clock.ts';
import type { HistoryWriter } from '../history/writer.ts';
import { pause } from '../runner/pause.ts';
import type { ChaosAct, ChaosPlan, Deed } from './plan.ts';
import type { Proxy } from './proxy.ts';
import type { Troubles } from './troubles.ts';
import { FAIR, type Weather } from './weather.ts';

/** Each lasts at least so many ms, writes itself down, settles once the system answers again, and gives how often it struck. */
export type Deeds = Readonly<Partial<Record<Deed, (forMs: number) => Promise<number>>>>;

/** What a plan is performed with. */
export interface ChaosParts {
  /** By the names of the plan's links. */
  readonly proxies: ReadonlyMap<string, Pick<Proxy, 'turn' | 'halfOpen' | 'resetAll'>>;
  readonly deeds: Deeds;
  /** Sets the system's own clock so many ms from right; absent: there are no means to it. */
  readonly setClock?: ((byMs: number) => Promise<void>) | undefined;
  readonly clock: Pick<RunClock, 'now'>;
  readonly history: Pick<HistoryWriter, 'fault'>;
  /** Told of every act while it lasts. */
  readonly troubles?: Troubles;
  readonly signal?: AbortSignal;
  /** Waits, or until the signal; for tests, which have no time. */
  readonly wait?: (ms: number, signal?: AbortSignal) => Promise<void>;
}

/** How often each kind of act was done. A link's `reset` and `half-open` count the connections they struck. */
export type Performed = ReadonlyMap<string, number>;

type LinkAct = Extract<ChaosAct, { on: 'link' }>;

const placeOf = (act: ChaosAct): string => (act.on === 'link' ? `link ${act.link}` : act.on);

const inWords = ({ latencyMs, jitterMs, bytesPerSecond, resetShare, road }: Weather): string =>
  [
    ...(latencyMs === 0 ? [] : [`${Math.round(latencyMs)} ms late`]),
    ...(jitterMs === 0 ? [] : [`up to ${Math.round(jitterMs)} ms more`]),
    ...(bytesPerSecond === undefined ? [] : [`${bytesPerSecond} bytes a second`]),
    ...(resetShare === 0 ? [] : [`${Math.round(resetShare * 100)} % of pieces reset`]),
    ...(road === 'open' ? [] : [road]),
  ].join(', ');

/**
 * For how long after an act a sender may find out, ms. Of a connection that is half open: when it next waits for an answer
 * on it, and it has several. Of one that was reset: as soon as it is told, and until then a message goes into it.
 */
const AFTERMATH_MS: Readonly<Partial<Record<ChaosAct['what'], number>>> = { 'half-open': 5000, reset: 250, lossy: 250 };

/** Brings trouble to a link and takes it away again; gives what it struck. */
const troubleLink = async (act: LinkAct, parts: ChaosParts): Promise<number> => {
  const { proxies, clock, history, signal, wait = pause } = parts;
  const proxy = proxies.get(act.link);
  if (proxy === undefined) throw new RangeError(`the plan has a link ${act.link}, and there is no proxy of that name`);
  const from = clock.now();
  let struck = 1;
  if (act.what === 'half-open') struck = proxy.halfOpen();
  else if (act.what === 'reset') struck = proxy.resetAll();
  else {
    proxy.turn(act.weather);
    await wait(act.forMs, signal);
    proxy.turn(FAIR);
  }
  const did = act.forMs === 0 ? `${struck} connections` : inWords(act.weather);
  history.fault({ fault: `link-${act.what}`, from, until: clock.now(), detail: `${act.link}: ${did}` });
  return struck;
};

const doDeed = async (act: Extract<ChaosAct, { on: 'system' }>, { deeds }: ChaosParts): Promise<number> => {
  const deed = deeds[act.what];
  if (deed === undefined) throw new RangeError(`the plan wants the system ${act.what}, and there is no means to it`);
  return await deed(act.forMs);
};

/** Sets the clock wrong, and right again, whatever happens meanwhile. */
const stepClock = async (act: Extract<ChaosAct, { on: 'clock' }>, parts: ChaosParts): Promise<number> => {
  const { setClock, clock, history, signal, wait = pause } = parts;
  if (setClock === undefined) throw new RangeError('the plan wants the clock stepped, and there is no means to it');
  const { byMs, what, forMs } = act;
  const from = clock.now();
  const detail = `${Math.abs(byMs)} ms ${byMs < 0 ? 'back' : 'forward'}, and right again`;
  try {
    await setClock(byMs);
    await wait(forMs, signal);
  } finally {
    // Where it cannot be set right the run is void; what it was is said all the same.
    try {
      await setClock(0);
    } finally {
      history.fault({ fault: what, from, until: clock.now(), byMs, detail });
    }
  }
  return 1;
};

const perform = async (act: ChaosAct, parts: ChaosParts): Promise<number> => {
  if (act.on === 'link') return await troubleLink(act, parts);
  return act.on === 'clock' ? await stepClock(act, parts) : await doDeed(act, parts);
};

/**
 * Performs a plan: places at the same time, the acts of one place one after the other, none before its instant; where
 * one took longer than planned (a system that starts slowly) the next of that place begins behind it. Afterwards every
 * link is fair, whatever happened. Rejects with what a deed rejects with, once all places have ended.
 */
export const performChaos = async (plan: ChaosPlan, parts: ChaosParts): Promise<Performed> => {
  const { proxies, clock, troubles, signal, wait = pause } = parts;
  const start = clock.now();
  const doAct = async (act: ChaosAct): Promise<number> => {
    // A clock that is wrong swallows no answer.
    const end = act.on === 'clock' ? undefined : troubles?.begin(clock.now());
    try {
      return await perform(act, parts);
    } finally {
      end?.(clock.now() + (AFTERMATH_MS[act.what] ?? 0) * NS_PER_MS);
    }
  };
  const done = new Map<string, number>();
  const places = Map.groupBy(plan.acts, placeOf);
  const along = async (acts: readonly ChaosAct[]): Promise<void> => {
    for (const act of acts) {
      const left = act.atMs - (clock.now() - start) / NS_PER_MS;
      // oxlint-disable-next-line no-await-in-loop -- a place has one act at a time
      if (left > 0) await wait(left, signal);
      if (signal?.aborted === true) return;
      // oxlint-disable-next-line no-await-in-loop
      const struck = await doAct(act);
      done.set(act.what, (done.get(act.what) ?? 0) + struck);
    }
  };
  const ended = await Promise.allSettled([...places.values()].map(along));
  for (const proxy of proxies.values()) proxy.turn(FAIR);
  const failed = ended.find((end) => end.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return done;
};
