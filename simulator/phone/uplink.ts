import { MEASURE_OF_UNIT } from '../../contract/codes/measures.ts';
import type { Identifier, Reading } from '../../contract/domain/index.ts';
import { type EpochMs, HOUR_MS, MINUTE_MS } from '../clock.ts';
import type { Delivery, DeviceRecord, DeviceStatus, StreamOf, Truth } from '../layers.ts';
import { DeviceMemory } from './device-memory.ts';
import { readingOfRecord } from './reading-of-record.ts';
import { BackgroundDelivery, type DeliveryFrequency } from './store/background-delivery.ts';
import type { HealthType } from './store/health-sample.ts';
import { HealthStore } from './store/health-store.ts';
import { syncDelayMs } from './sync-delay.ts';

export interface UplinkOptions {
  readonly patient: Identifier;
  /** Streams of the patient; those that begin with `uplink` are used. */
  readonly streamOf: StreamOf;
  /** Records that the device keeps. Absent: 1,000. */
  readonly capacity?: number;
  /** How soon the phone wakes the app that sends. Absent: immediate. */
  readonly background?: DeliveryFrequency;
  /** How often the phone is locked when it wakes the app, 0 to 1. Absent: never. */
  readonly lockedShare?: number;
  /** Is told what no phone has read: overwritten before, or the phone was away to the end. Absent: nobody asks. */
  readonly overwritten?: (record: DeviceRecord) => void;
}

interface Content {
  readonly reading: Reading;
  readonly truth: Truth;
  readonly deviceStatus?: readonly DeviceStatus[];
}

/** How long a phone that is found locked stays so: most of an hour at the table, a night now and then (assumed). */
const LOCKED_MEDIAN_MS = 40 * MINUTE_MS;
const LOCKED_SIGMA = 0.8;
const LOCKED_MOST_MS = 10 * HOUR_MS;
const METER_APP = 'com.example.meter';
const SENDING_APP = 'com.example.gateway';
/** So many at once are read out and sent whether or not it is time, so that a run of any density is held in little memory. */
export const MOST_WAITING = 64;
/** The store of a run is a phone's: it keeps far more, but nobody asks for it. */
export const KEPT_SAMPLES = 2 * MOST_WAITING;

/**
 * What the phone sends: the device is read out soon after a measurement (`sync-delay.ts`) with all that it stored
 * until then, the health store takes the samples in, wakes the sending app, and what that app finds since its anchor leaves
 * as one batch. A record is stored at its true time, whatever its device shows. Lazy: looks one record ahead.
 */
export function* deliveriesOf(records: Iterable<DeviceRecord>, options: UplinkOptions): Generator<Delivery> {
  const { patient, streamOf, lockedShare = 0 } = options;
  const store = new HealthStore<Content>({ name: 'phone', maxSamples: KEPT_SAMPLES, maxTombstones: 1 });
  const background = new BackgroundDelivery(options.background ?? 'immediate');
  const anchors = new Map<HealthType, string>();
  const device = new DeviceMemory(options.capacity);
  let readOutMs = Number.POSITIVE_INFINITY;
  let nowMs = Number.NEGATIVE_INFINITY;
  let unsent = 0;
  let lockedUntilMs = Number.NEGATIVE_INFINITY;
  let batch = 0;

  const readOut = (atMs: EpochMs): void => {
    const unread = device.readOut();
    for (const record of unread) {
      const type: HealthType = MEASURE_OF_UNIT[record.unit] === 'glucose' ? 'blood-glucose' : 'body-mass';
      if (!anchors.has(type)) {
        store.permissions.decide(METER_APP, type, { share: true });
        store.permissions.decide(SENDING_APP, type, { read: true });
        anchors.set(type, '');
      }
      const reading = readingOfRecord(record, patient);
      const sync = { identifier: reading.identifier.value, version: 1 };
      store.save(METER_APP, {
        type,
        startMs: Math.floor(record.shownMs),
        sync,
        content: {
          reading,
          truth: record.truth,
          ...(record.status === undefined ? {} : { deviceStatus: record.status }),
        },
      });
    }
    unsent += unread.length;
    readOutMs = Number.POSITIVE_INFINITY;
    background.changed(atMs);
    if (unsent >= MOST_WAITING) background.wakeNow(atMs);
  };
  /** Locked at this waking: what the store keeps is sealed until the phone is used again. */
  const isLocked = (atMs: EpochMs): boolean => {
    if (atMs < lockedUntilMs && unsent < MOST_WAITING) return true;
    // So much waits that the store would let go of the oldest: whoever measures that often uses the phone.
    if (lockedShare === 0 || atMs === lockedUntilMs || unsent >= MOST_WAITING) return false;
    const random = streamOf('uplink', 'locked', atMs);
    if (!random.bernoulli(lockedShare)) return false;
    lockedUntilMs = atMs + Math.min(LOCKED_MOST_MS, Math.ceil(random.logNormal(LOCKED_MEDIAN_MS, LOCKED_SIGMA)));
    return true;
  };
  function* send(sentMs: EpochMs): Generator<Delivery> {
    if (isLocked(sentMs)) {
      background.putOff(lockedUntilMs);
      return;
    }
    background.woken();
    unsent = 0;
    let sent = 0;
    for (const [type, anchor] of anchors) {
      const changes = store.changesSince(SENDING_APP, type, anchor === '' ? undefined : anchor);
      if (changes.kind !== 'changes') continue;
      anchors.set(type, changes.anchor);
      for (const { content } of changes.added) {
        sent++;
        yield { sentMs, batch, act: 'submit', version: 1, ...content };
      }
    }
    if (sent > 0) batch++;
  }
  /** Everything that is due up to an instant. */
  function* until(limitMs: EpochMs): Generator<Delivery> {
    for (;;) {
      const atMs = Math.min(readOutMs, background.wakeMs);
      if (atMs > limitMs || atMs === Number.POSITIVE_INFINITY) return;
      if (atMs === readOutMs) readOut(atMs);
      else yield* send(atMs);
    }
  }

  for (const record of records) {
    nowMs = Math.max(nowMs, record.truth.trueTimeMs);
    yield* until(nowMs);
    for (const gone of device.store(record)) options.overwritten?.(gone);
    if (record.roomAway !== undefined) continue;
    if (readOutMs === Number.POSITIVE_INFINITY) {
      readOutMs = nowMs + syncDelayMs(streamOf('uplink', record.truth.trueTimeMs));
    }
    if (device.waiting >= MOST_WAITING) readOutMs = nowMs;
  }
  yield* until(Number.MAX_VALUE);
  // No phone came back before the end.
  for (const unread of device.readOut()) options.overwritten?.(unread);
}
