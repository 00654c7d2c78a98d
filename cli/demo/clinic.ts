import { startProxy } from '../../conformance/chaos/proxy.ts';
import { runClock } from '../../conformance/history/clock.ts';
import { DEFAULT_PEOPLE } from '../../conformance/sut/people.ts';
import type { Bench } from '../../reference-impl/operation/bench.ts';
import type { RunningReference } from '../../reference-impl/server.ts';
import type { TimedBatch } from '../../simulator/by-time.ts';
import { DAY_MS, type EpochMs, instantText } from '../../simulator/clock.ts';
import type { FleetPatient } from '../../simulator/fleet.ts';
import type { Delivery } from '../../simulator/layers.ts';
import { DEFAULT_ZONE } from '../../simulator/options.ts';
import { enrolment } from '../simulate/enrolment.ts';
import { pacer, REAL_TIME, type RealTime } from '../simulate/pace.ts';
import { fhirAt, mllpAt, receiverAt } from '../simulate/receiver.ts';
import { sendAll, type Tally } from '../simulate/send.ts';
import { CAST, type Part, phoneOf } from './cast.ts';
import { Counters } from './counters.ts';
import { choicesOf, DEMO_FAULTS, weatherOf } from './faults.ts';
import { changingStream, type Days, firstAbnormal, patientsOf } from './stream.ts';

/** Many readings may wait while nobody can be reached. */
const IN_FLIGHT = 256;
/** So much real time passes before the first abnormal reading that is watched. */
const LEAD_MS = 4000;

/** How the clinic is played. */
export interface Playing extends Days {
  /** Days at the beginning that are sent as fast as it goes, so that there is something to look at. */
  readonly daysBefore: number;
  /** Times as fast as real time, from then on. */
  readonly pace: number;
}

/** A clinic whose patients are known and whose devices are ready to send. */
export interface Clinic {
  readonly bench: Bench;
  /** Sends all that the phones send. `live` is called when the days before are over. */
  run(signal: AbortSignal, live: () => void): Promise<Tally>;
  close(): Promise<void>;
}

const partOf = (position: number): Part => {
  const part = CAST[position];
  if (part === undefined) throw new RangeError(`nobody plays part ${position}`);
  return part;
};

/** The simulated instant at which real time begins to matter: a little before something can be seen. */
const liveFrom = (playing: Playing): EpochMs => {
  const from = playing.startMs + playing.daysBefore * DAY_MS;
  return Math.max(from, (firstAbnormal(playing, from) ?? from) - LEAD_MS * playing.pace);
};

/** Goes as fast as it can up to an instant, and at a pace from then on. */
export const twoPaces = (fromMs: EpochMs, pace: number, time: RealTime, live: () => void) => {
  let paced: ReturnType<typeof pacer> | undefined;
  let began = 0;
  return {
    /** What time it is for the patients; undefined: the days before are not over. */
    now: (): EpochMs | undefined => (paced === undefined ? undefined : fromMs + (time.now() - began) * pace),
    /**
     * What a patient's clock shows as something is sent: when it left the phone, or, where it waited for the road to be
     * mended, what time it is. What is of the days before is as it was, however long it was under way here.
     */
    clockAt: (sentMs: EpochMs): EpochMs =>
      paced === undefined || sentMs < fromMs
        ? sentMs
        : Math.floor(Math.max(sentMs, fromMs + (time.now() - began) * pace)),
    until: async (atMs: EpochMs, signal: AbortSignal): Promise<void> => {
      if (atMs < fromMs) return;
      if (paced === undefined) {
        paced = pacer(fromMs, pace, time);
        began = time.now();
        live();
      }
      await paced(atMs, signal);
    },
  };
};

/** Makes everybody known, orders what was ordered, and lets the patients pick and permit. */
const enrolAll = async (reference: Where, playing: Playing, patients: readonly FleetPatient[]) => {
  const known = enrolment(fhirAt('demo', reference.fhirBase, {}, false), reference.fhirBase);
  const orders = mllpAt('demo', mllpOf(reference.hl7), false);
  const decoys = new Set(DEFAULT_PEOPLE.decoys.map(({ value }) => value));
  await known.staff(DEFAULT_PEOPLE.clinicians.filter(({ identifier }) => !decoys.has(identifier.value)));
  for (const { position, who, unit, startMs } of patients) {
    const part = partOf(position);
    const { terms, wire } = part;
    const stay = { who, unit, fromMs: startMs, days: playing.days };
    // oxlint-disable no-await-in-loop -- one patient after the other: a few
    await known.introduce(stay);
    await known.register(phoneOf(who, part));
    const ways = { picksTrackers: true, ...(wire === 'hl7v2' ? { orders } : {}) };
    if (terms !== undefined) await known.enrol({ ...stay, terms }, ways);
    // oxlint-enable no-await-in-loop
  }
  await orders.close();
  return known;
};

type Where = Pick<RunningReference, 'fhirBase' | 'hl7'>;
const mllpOf = ({ host, port }: Where['hl7']): string => `mllp://${host}:${port}`;

/** Opens the ways by which readings are sent, each through a proxy that can be given bad weather. */
const openRoads = async ({ fhirBase, hl7 }: Where, seed: number) => {
  const base = new URL(fhirBase);
  const clock = runClock();
  const http = await startProxy({
    target: { host: base.hostname, port: Number(base.port) },
    seed,
    name: 'fhir',
    clock,
  });
  const mllp = await startProxy({ target: hl7, seed, name: 'hl7v2', clock });
  base.port = String(http.port);
  const receivers = {
    fhir: receiverAt(base.href, {}, false),
    hl7v2: receiverAt(mllpOf(mllp), {}, false),
  };
  let cutting: Promise<unknown> | undefined;
  return {
    receivers,
    turn: (on: ReadonlySet<string>): void => {
      for (const proxy of [http, mllp]) proxy.turn(weatherOf(on));
    },
    /** Nothing passes any more; whoever waits for an answer is told so. */
    cut: async (): Promise<void> => {
      cutting ??= Promise.all([http.close(), mllp.close()]);
      await cutting;
    },
    close: async (): Promise<void> => {
      await Promise.all([receivers.fhir.close(), receivers.hl7v2.close()]);
    },
  };
};

/**
 * A small simulated clinic before a running reference: it speaks to it over FHIR and over HL7 v2 and MLLP, as hospital,
 * portals and gateways do, and knows nothing of its inside. Throws an InputProblem where it is not taken in.
 */
export const startClinic = async (reference: Where, playing: Playing, time: RealTime = REAL_TIME): Promise<Clinic> => {
  const patients = [...patientsOf(playing)];
  const known = await enrolAll(reference, playing, patients);
  const roads = await openRoads(reference, playing.seed);
  const on = new Set<string>();
  const counters = new Counters(patients);
  let paces: ReturnType<typeof twoPaces> | undefined;
  const deliver = async (delivery: Delivery) => {
    const { patient } = delivery.reading;
    const position = counters.begin(delivery);
    await known.moveClock(patient, paces?.clockAt(delivery.sentMs) ?? delivery.sentMs);
    const result = await roads.receivers[partOf(position).wire].deliver(delivery);
    counters.end(position, delivery, result);
    return result;
  };
  async function* batches(): AsyncGenerator<TimedBatch> {
    yield* changingStream(playing, () => choicesOf(on));
  }
  return {
    bench: {
      state: () => ({
        devices: counters.devices(),
        faults: DEMO_FAULTS.map(({ id, title, where }) => ({ id, title, where, isOn: on.has(id) })),
        now: instantText(Math.floor(paces?.now() ?? playing.startMs), DEFAULT_ZONE),
        pace: playing.pace,
      }),
      turn: (id, isOn) => {
        if (!DEMO_FAULTS.some((fault) => fault.id === id)) return;
        if (isOn) on.add(id);
        else on.delete(id);
        roads.turn(on);
      },
    },
    run: async (signal, live) => {
      paces = twoPaces(liveFrom(playing), playing.pace, time, live);
      signal.addEventListener('abort', () => void roads.cut(), { once: true });
      const { until } = paces;
      return await sendAll(batches(), {
        deliver,
        inFlight: IN_FLIGHT,
        until,
        sleep: time.sleep,
        signal,
        isPatient: true,
      });
    },
    close: async () => {
      await roads.cut();
      await Promise.all([roads.close(), known.close()]);
    },
  };
};
