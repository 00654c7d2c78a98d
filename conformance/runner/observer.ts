import { type InboxItem, keyOf } from '../../contract/domain/index.ts';
import { isObject, type JsonObject } from '../../contract/wire/json/lossless.ts';
import type { RandomStream } from '../../simulator/random.ts';
import { NS_PER_MS, type RunClock } from '../history/clock.ts';
import type { Mono } from '../history/lines.ts';
import { EHR } from '../sut/actor.ts';
import type { Look } from '../sut/fhir/acts/inbox.ts';
import type { RawRead } from '../sut/fhir/read-all.ts';
import type { FhirDriver } from '../sut/fhir-driver.ts';
import type { SutProfile } from '../sut/profile.ts';
import { unreadable } from '../sut/fhir/read-all.ts';
import type { ItemLog } from './item-log.ts';
import { pause } from './pause.ts';
import type { Recorder } from './recorder.ts';

/** The judged surface: the inbox search with a cursor (bindings 3). */
const INBOX_SURFACE = 'inbox';
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
  readonly driver: FhirDriver;
  readonly log: ItemLog;
  readonly recorder: Recorder;
  readonly clock: RunClock;
  readonly profile: SutProfile;
  readonly random: RandomStream;
}

const metaOf = (resource: JsonObject): JsonObject => (isObject(resource['meta']) ? resource['meta'] : {});
const stampOf = (resource: JsonObject): number => Date.parse(String(metaOf(resource)['lastUpdated']));
const versionOf = (resource: JsonObject): string =>
  `${String(resource['id'])}/${String(metaOf(resource)['versionId'])}`;

/**
 * Two loops: one fetches, so that no look waits for what the last one showed to be read; the other
 * reads what was fetched, in order. The instants are those of fetching.
 */
export const observer = ({ driver, log, recorder, clock, profile, random }: ObserverParts): Observer => {
  const periodMs = Math.min(profile.deadlines.critical, profile.deadlines.other) / LOOKS_PER_DEADLINE;
  /** Versions read already, with the item's key: most of a look was in the look before. */
  const read = new Map<string, string>();
  let origin: string | undefined;
  let cursorMs = Number.NEGATIVE_INFINITY;
  let lastComplete: Mono | undefined;
  let lastWritten = Number.NEGATIVE_INFINITY;
  /** Who waits for a complete pass begun after `from`; that pass is written, whatever was written before. */
  let asked: { readonly from: Mono; readonly settle: (made: boolean) => void } | undefined;
  let unread = 0;
  let reading: Promise<void> = Promise.resolve();
  let running: Promise<void> | undefined;
  let failure: unknown;
  const stopping = new AbortController();

  const query = (): { since?: string } => {
    const from = cursorMs - profile.visibilityLagMs;
    const since = Number.isFinite(from) ? new Date(from).toISOString() : origin;
    return since === undefined ? {} : { since };
  };

  const advanceCursor = (look: RawRead): void => {
    for (const { resources } of look.pages)
      for (const resource of resources) cursorMs = Math.max(cursorMs, stampOf(resource) || cursorMs);
    if (look.complete) lastComplete = look.performed.sent;
  };

  /** Reads a look: new versions are written as seen, and the look itself when it is due or asked for. */
  const take = async (look: RawRead, after: Mono | null): Promise<void> => {
    const spoilt: string[] = [];
    const items = new Set<string>();
    for (const page of look.pages) {
      const fresh = page.resources.filter((resource) => !read.has(versionOf(resource)));
      const decoded = await driver.readItems(fresh);
      spoilt.push(...decoded.spoilt);
      for (const [i, item] of decoded.values.entries())
        if (item !== undefined) read.set(versionOf(fresh[i] ?? {}), keyOf(item.identifier));
      log.note(INBOX_SURFACE, { ...page, items: decoded.values.filter((item) => item !== undefined) }, after);
      for (const resource of page.resources) {
        const key = read.get(versionOf(resource));
        if (key !== undefined && !log.isOld(key)) items.add(key);
      }
    }
    const complete = look.complete && spoilt.length === 0;
    const { sent } = look.performed;
    const waiting = complete && asked !== undefined && sent > asked.from ? asked : undefined;
    if (waiting === undefined && sent - lastWritten < WRITE_EVERY_NS) return;
    lastWritten = sent;
    const performed = spoilt.length === 0 ? look.performed : unreadable(look.performed, spoilt.join('; '));
    const { wire: _many, ...rest } = performed;
    const output = { look: { pages: look.pages.length, items: [...items], complete } };
    recorder.record(LANE, 'fhir', EHR, { op: 'inbox.look', surface: INBOX_SURFACE }, { ...rest, output });
    waiting?.settle(true);
  };

  const fail = (error: unknown): void => {
    failure ??= error;
    asked?.settle(false);
    stopping.abort();
  };

  const loop = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const look = await driver.fetchInbox(query(), EHR);
      const after = lastComplete ?? null;
      advanceCursor(look);
      unread++;
      reading = reading.then(() => take(look, after)).catch(fail);
      void reading.then(() => unread--);
      if (unread > MOST_UNREAD) await reading;
      // Jitter keeps the looks from falling into step with anything the SUT does by the clock.
      await pause(periodMs * random.between(0.5, 1), stopping.signal);
    }
  };

  return {
    baseline: async (from) => {
      origin = from;
      const look = await driver.look(query(), EHR);
      for (const item of look.items) log.addOld(keyOf(item.identifier));
      advanceCursor(look);
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
        const timer = setTimeout(settle, timeoutMs, false);
        asked = { from: clock.now(), settle };
      }),
    waitFor: (test, timeoutMs) => log.waitFor(test, timeoutMs),
    noteOther: (surface, look) => log.noteLook(surface, look),
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
