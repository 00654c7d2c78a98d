import type { InboxItem } from '../../contract/domain/index.ts';
import type { RandomStream } from '../../simulator/random.ts';
import { NS_PER_MS, type RunClock } from '../history/clock.ts';
import type { Mono } from '../history/lines.ts';
import { JUDGED_SURFACE, SWEEP } from '../oracle/sight/surface.ts';
import { EHR } from '../sut/actor.ts';
import type { Look } from '../sut/fhir/acts/inbox.ts';
import type { InboxDriver } from '../sut/inbox-driver.ts';
import type { SutProfile } from '../sut/profile.ts';
import { unreadable } from '../sut/fhir/read-all.ts';
import { type Fetched, InboxReader } from './inbox-reader.ts';
import type { ItemLog } from './item-log.ts';
import { pause } from './pause.ts';
import type { Recorder } from './recorder.ts';

const LANE = 'observer';
/** A complete pass is written at least this often, so that the history stays small and still shows the watch. */
const WRITE_EVERY_NS = 250 * NS_PER_MS;
/** Looks per deadline. */
const LOOKS_PER_DEADLINE = 20;
/** Looks that were made and not yet read. Past that, the next look waits. */
const MOST_UNREAD = 40;

/** Reads the inbox all the time and writes down every item version when it comes into sight. */
export interface Observer {
  /** One pass before anything is caused: what is there already is nobody's of this run. */
  baseline(since: string | undefined): Promise<void>;
  start(): void;
  /** A complete pass begun after the call, written down. False: none could be made in time. */
  passBegunAfterNow(timeoutMs: number): Promise<boolean>;
  waitFor(test: (item: InboxItem) => boolean, timeoutMs: number): Promise<InboxItem | undefined>;
  /** Nobody waits any more, now or later, for an item or a pass: the run was interrupted. */
  endWaiting(): void;
  /** Writes down what another surface showed and this one has not yet. */
  noteOther(surface: string, look: Look): void;
  /** Whether an item, by `system|value`, was there before the run began. */
  wasThereBefore(key: string): boolean;
  /** Stamp from which a look shows everything of this run. */
  since(): string | undefined;
  /** Ends the watch after what was fetched has been read. Throws what went wrong with the watch itself. */
  stop(): Promise<void>;
}

export interface ObserverParts {
  readonly driver: InboxDriver;
  readonly log: ItemLog;
  readonly recorder: Recorder;
  readonly clock: RunClock;
  readonly profile: SutProfile;
  readonly random: RandomStream;
}

/**
 * Two loops: one fetches, so that no look waits for what the last one showed to be read; the other
 * reads what was fetched, in order. The instants are those of fetching.
 */
export const observer = ({ driver, log, recorder, clock, profile, random }: ObserverParts): Observer => {
  const periodMs = Math.min(profile.deadlines.critical, profile.deadlines.other) / LOOKS_PER_DEADLINE;
  const inbox = new InboxReader(driver, profile.visibilityLagMs);
  let origin: string | undefined;
  let lastWritten = Number.NEGATIVE_INFINITY;
  /** Who waits for a complete pass begun after `from`; that pass is written, whatever was written before. */
  let asked: { readonly from: Mono; readonly settle: (made: boolean) => void } | undefined;
  let isOver = false;
  let unread = 0;
  let reading: Promise<void> = Promise.resolve();
  let running: Promise<void> | undefined;
  let failure: unknown;
  const stopping = new AbortController();

  /** Reads a look: new versions are written as seen, and the look itself when it is due or asked for. */
  const take = async (fetched: Fetched): Promise<void> => {
    const { pages, keys, spoilt, complete } = await inbox.read(fetched);
    for (const { page, sights } of pages) log.note(JUDGED_SURFACE, page, sights);
    const { performed } = fetched.look;
    const { sent } = performed;
    const waiting = complete && asked !== undefined && sent > asked.from ? asked : undefined;
    if (waiting === undefined && sent - lastWritten < WRITE_EVERY_NS) return;
    lastWritten = sent;
    const { wire: _many, ...rest } = spoilt.length === 0 ? performed : unreadable(performed, spoilt.join('; '));
    const items = [...keys].filter((key) => !log.isOld(key));
    const output = { look: { pages: pages.length, items, complete } };
    recorder.record(LANE, driver.via, EHR, { op: 'inbox.look', surface: JUDGED_SURFACE }, { ...rest, output });
    waiting?.settle(true);
  };

  const fail = (error: unknown): void => {
    failure ??= error;
    asked?.settle(false);
    stopping.abort();
  };

  const loop = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const fetched = await inbox.fetch(origin);
      unread++;
      reading = reading.then(() => take(fetched)).catch(fail);
      void reading.then(() => unread--);
      if (unread > MOST_UNREAD) await reading;
      // Jitter keeps the looks from falling into step with anything the SUT does by the clock.
      await pause(periodMs * random.between(0.5, 1), stopping.signal);
    }
  };

  return {
    baseline: async (from) => {
      origin = from;
      const { keys } = await inbox.read(await inbox.fetch(origin));
      for (const key of keys) log.addOld(key);
    },
    start: () => {
      running ??= loop().catch(fail);
    },
    passBegunAfterNow: (timeoutMs) =>
      new Promise((resolve) => {
        const settle = (made: boolean): void => {
          clearTimeout(timer);
          asked = undefined;
          resolve(made);
        };
        const timer = setTimeout(settle, isOver ? 0 : timeoutMs, false);
        asked = { from: clock.now(), settle };
      }),
    waitFor: (test, timeoutMs) => log.waitFor(test, timeoutMs),
    endWaiting: () => {
      isOver = true;
      log.endWaiting();
      asked?.settle(false);
    },
    noteOther: (surface, look) => log.noteLook(surface, look, surface === SWEEP ? inbox.missedUntil(look) : []),
    wasThereBefore: (key) => log.isOld(key),
    since: () => origin,
    stop: async () => {
      stopping.abort();
      await running;
      await reading;
      if (failure !== undefined) throw failure;
    },
  };
};
