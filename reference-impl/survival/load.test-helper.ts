import { encodeReading } from '../../contract/wire/fhir/observation.ts';
import { encodeOrder } from '../../contract/wire/fhir/order.ts';
import { encodeAdvance } from '../../contract/wire/fhir/parameters.ts';
import { readSearchset } from '../../contract/wire/fhir/bundle.ts';
import { ITEM_KIND_SYSTEM, TASK_STATUS } from '../../contract/wire/fhir/task.ts';
import type { Ack } from '../../contract/wire/hl7v2/ack.ts';
import { frame } from '../../contract/wire/hl7v2/mllp.ts';
import { encodeOrderMessage } from '../../contract/wire/hl7v2/order.ts';
import { encodeReadingMessage } from '../../contract/wire/hl7v2/reading.ts';
import { isObject, type JsonObject } from '../../contract/wire/json/lossless.ts';
import type { Order, Reading } from '../../contract/domain/index.ts';
import { WireClient } from '../api/hl7v2/wire.test-helper.ts';
import { isoOf } from '../clock/instant.ts';
import { type Running, TOKEN } from '../crash-run.test-helper.ts';
import { must } from '../world.test-helper.ts';
import { answered, begun, type Deed, type Log } from './log.test-helper.ts';
import type { Random } from './random.test-helper.ts';
import {
  ACTOR,
  type Ids,
  MRN,
  NAMESPACES,
  PATIENTS,
  readingOf,
  refOf,
  RIVERA,
  silentOrder,
} from './scene.test-helper.ts';

const MINUTE_MS = 60_000;
/** Of each call there are some: critical, abnormal, none. */
const VALUES = [40, 50, 60, 65, 100, 110, 120, 170, 180, 310, 350] as const;
/** Whether a reading is corrected, or its item seen or done, or neither: never both, so that one writer orders all. */
const FATES = ['p', 'p', 'c', 'a', 'a'] as const;

/** It was answered, and not with success. */
class Refused extends Error {}

/** What one life is made of. */
export interface Life {
  readonly server: Running;
  readonly name: string;
  readonly log: Log;
  readonly ids: Ids;
  readonly random: Random;
  /** Acknowledged writes after which it is killed. */
  readonly killAfter: number;
  /** It lives on: its writers stop when this holds. */
  readonly isOver?: () => boolean;
  /** Whether it may say that it cannot do it now; then its writers stop, and what they asked for may be done or not. */
  readonly mayFail?: boolean;
  /** Whether another sets the clock ahead. */
  readonly leavesClock?: boolean;
}

/** What came of a write that was answered. `later`: it could not be done now. */
type Answer = 'taken' | 'refused' | 'later';

interface Sender {
  reading(reading: Reading): Promise<Answer>;
  order(order: Order): Promise<Answer>;
}

const answerOf = (status: number): Answer =>
  status === 200 || status === 201 ? 'taken' : status === 503 ? 'later' : 'refused';
const answerOfAck = (ack: Ack | undefined): Answer =>
  ack?.code === 'AA' ? 'taken' : ack?.refusal === 'unavailable' ? 'later' : 'refused';

const overFhir = ({ server, ids }: Life): Sender => ({
  reading: async (reading) =>
    answerOf((await server.call('POST', '/Observation', TOKEN.gateway, encodeReading(reading, refOf(ids)))).status),
  order: async (order) =>
    answerOf((await server.call('POST', '/ServiceRequest', TOKEN.ehr, encodeOrder(order, refOf(ids)))).status),
});

const overMllp = async ({ server, name }: Life, writer: string): Promise<Sender & { end(): void }> => {
  const client = await WireClient.to(server.port);
  // Whoever is killed says no goodbye that a half-open socket would notice.
  client.socket.on('end', () => client.socket.destroy());
  let sent = 0;
  const send = async (application: string, message: (at: Parameters<typeof encodeReadingMessage>[1]) => string) => {
    sent += 1;
    client.socket.write(
      frame(
        message({
          sendingApplication: application,
          sendingFacility: 'GOODHEALTH',
          receivingApplication: 'RPM',
          receivingFacility: 'GOODHEALTH',
          at: '2026-03-03T12:00:00.000Z',
          controlId: `${name}${writer}${sent}`,
          processingId: 'T',
        }),
      ),
    );
    return answerOfAck((await client.acks(sent)).at(-1));
  };
  return {
    reading: (reading) => send('GATEWAY', (at) => encodeReadingMessage([reading], at, NAMESPACES)),
    order: (order) => send('EHR', (at) => encodeOrderMessage(order, 'NW', at, NAMESPACES, 'OMG^O19')),
    end: () => client.socket.destroy(),
  };
};

/** Sets the clock of the whole system ahead. */
export const advance = async (
  { server, log, ids, mayFail = false }: Pick<Life, 'server' | 'log' | 'ids' | 'mayFail'>,
  minutes: number,
): Promise<void> => {
  const toMs = log.clock.mostMs + minutes * MINUTE_MS;
  log.clock.mostMs = toMs;
  const body = encodeAdvance({ to: isoOf(toMs) }, refOf(ids));
  const { status } = await server.call('POST', '/$test-clock-advance', TOKEN.clock, body);
  if (status === 503 && mayFail) throw new Error('not now');
  if (status !== 200) throw new Refused(`the clock: ${status}`);
  log.clock.leastMs = toMs;
};

/** Loops of one life: each ends when the process is gone, and fails where something is refused that is in order. */
const loopsOf = (life: Life) => {
  const { server, name, log, random, killAfter, isOver = () => false, mayFail = false } = life;
  let acknowledged = 0;
  const attempt = async (deed: Deed, send: () => Promise<Answer>, what: string): Promise<void> => {
    const answer = await send();
    if (answer === 'later' && mayFail) throw new Error('not now');
    if (answer !== 'taken') throw new Refused(`${what} was refused`);
    answered(log, deed);
    acknowledged += 1;
    if (acknowledged >= killAfter) void server.kill();
  };

  /** Corrections go over FHIR, whichever way the reading came. */
  const readings = async (writer: string, send: Sender, correct: Sender): Promise<void> => {
    for (let i = 0; !isOver(); i += 1) {
      const fate = random.of(FATES);
      const key = `${name}-${writer}-${i}-${fate}`;
      const patient = random.of(PATIENTS);
      const value = random.of(VALUES);
      const filed = begun(log);
      const entry = { key, patient, value, filed };
      log.readings.set(key, entry);
      // oxlint-disable-next-line no-await-in-loop -- a writer waits for each answer
      await attempt(filed, () => send.reading(readingOf(key, patient, value, 'final')), key);
      if (fate === 'c') {
        const other = random.of(VALUES);
        if (other !== value) {
          const correction = { ...begun(log), value: other };
          log.readings.set(key, { ...entry, correction });
          // oxlint-disable-next-line no-await-in-loop
          await attempt(
            correction,
            () => correct.reading(readingOf(key, patient, other, 'corrected')),
            `${key} corrected`,
          );
        }
      }
    }
  };

  const orders = async (senders: readonly [Sender, ...Sender[]]): Promise<void> => {
    for (let i = 0; !isOver(); i += 1) {
      const key = `${name}-o${i}`;
      const startMs = log.clock.mostMs + 15 * MINUTE_MS;
      const at = { startMs, endMs: startMs + 120 * MINUTE_MS, missingMin: 10 + random.below(20), summaryMin: 30 };
      const placed = begun(log);
      log.orders.set(key, {
        key,
        placed,
        startMs,
        missingMs: at.missingMin * MINUTE_MS,
        summaryMs: at.summaryMin * MINUTE_MS,
        mostSummaries: 4,
      });
      const order = silentOrder(key, MRN(random.of(PATIENTS)), at);
      // oxlint-disable-next-line no-await-in-loop -- a writer waits for each answer
      await attempt(placed, () => random.of(senders).order(order), key);
      // Other writers go first: orders are rarer than readings.
      // oxlint-disable-next-line no-await-in-loop
      for (let turn = 0; turn < 6; turn += 1) await server.call('GET', '/$test-clock', TOKEN.clock);
    }
  };

  const clock = async (): Promise<void> => {
    while (!isOver()) {
      // oxlint-disable-next-line no-await-in-loop -- other writers go first
      for (let turn = 0; turn < 4; turn += 1) await server.call('GET', '/$test-clock', TOKEN.clock);
      // oxlint-disable-next-line no-await-in-loop
      await advance(life, 1 + random.below(6));
    }
  };

  const act = async (
    task: JsonObject,
    keyOfReading: (task: JsonObject) => Promise<string | undefined>,
  ): Promise<void> => {
    const key = await keyOfReading(task);
    const entry = key === undefined ? undefined : log.readings.get(key);
    if (entry === undefined || !entry.key.endsWith('-a') || entry.act !== undefined) return;
    const status = random.of(['seen', 'done'] as const);
    const deed = { ...begun(log), status };
    entry.act = deed;
    await attempt(
      deed,
      async () =>
        answerOf(
          (await server.call('PUT', `/Task/${String(task['id'])}`, ACTOR, { ...task, status: TASK_STATUS[status] }))
            .status,
        ),
      `${entry.key} ${status}`,
    );
  };

  const acts = async (): Promise<void> => {
    const keys = new Map<string, string>();
    const keyOfReading = async (task: JsonObject): Promise<string | undefined> => {
      const focus = task['focus'];
      if (!isObject(focus)) return undefined;
      const reference = String(focus['reference']);
      const known = keys.get(reference);
      if (known !== undefined) return known;
      const { json } = await server.call('GET', `/${reference}`, TOKEN.ehr);
      const [first] = json['identifier'] as readonly JsonObject[];
      keys.set(reference, String(first?.['value']));
      return keys.get(reference);
    };
    let since = '2026-03-03T00:00:00Z';
    while (!isOver()) {
      const path = `/Task?code=${ITEM_KIND_SYSTEM}%7C&owner=${life.ids.get(RIVERA.value)}&status=requested&_lastUpdated=ge${since}&_count=20`;
      // oxlint-disable-next-line no-await-in-loop
      const { resources } = must(readSearchset((await server.call('GET', path, ACTOR)).json));
      for (const task of resources) {
        // oxlint-disable-next-line no-await-in-loop -- a person does one thing after the other
        await act(task, keyOfReading);
        const meta = task['meta'];
        since = isObject(meta) ? String(meta['lastUpdated']) : since;
      }
    }
  };
  return { readings, orders, clock, acts };
};

const untilGone = async (loop: Promise<void>): Promise<void> => {
  try {
    await loop;
  } catch (error) {
    if (error instanceof Refused) throw error;
  }
};

/**
 * All writers at once, over both interfaces, until the process is killed, the life is over, or nothing can be written.
 * Whoever calls says when what was not answered can have no effect any more: `ended`.
 */
export const live = async (life: Life): Promise<void> => {
  const fhir = overFhir(life);
  const mllp = [await overMllp(life, 'm'), await overMllp(life, 'n')] as const;
  const loops = loopsOf(life);
  await Promise.all(
    [
      loops.readings('f0', fhir, fhir),
      loops.readings('f1', fhir, fhir),
      loops.readings('f2', fhir, fhir),
      loops.readings('m0', mllp[0], fhir),
      loops.orders([fhir, mllp[1]]),
      ...(life.leavesClock === true ? [] : [loops.clock()]),
      loops.acts(),
    ].map(untilGone),
  );
  for (const one of mllp) one.end();
};
