import { EXIT, type ExitCode, InputProblem } from '../../contract/input-problem.ts';
import { byTime, type TimedBatch } from '../../simulator/by-time.ts';
import type { EpochMs } from '../../simulator/clock.ts';
import { type Fleet, fleetOf, type Listeners, startOf } from '../../simulator/fleet.ts';
import type { PatientWriter } from '../../simulator/formats/format.ts';
import { lostLine, truthLine } from '../../simulator/formats/truth.ts';
import type { Delivery, Lost } from '../../simulator/layers.ts';
import { untilInterrupted } from '../interrupt.ts';
import type { Io } from '../io.ts';
import { progressOf, ticking } from '../progress.ts';
import type { Output } from './output-file.ts';
import type { Enrolment } from './enrolment.ts';
import { pacer, REAL_TIME, type RealTime } from './pace.ts';
import type { Receiver } from './receiver.ts';
import { requireKnown, sendAll, type SendOptions, type Tally, tallyText } from './send.ts';
import type { Work } from './work.ts';

/** What is sent as it happens. Without a pace: as fast as it goes. */
export interface Live {
  readonly work: Work;
  readonly pace?: number | undefined;
  readonly truth: Output | undefined;
}

const noWait = async (): Promise<void> => {};

const scheduleOf = ({ work, pace }: Live, time: RealTime): ((at: EpochMs, signal: AbortSignal) => Promise<void>) =>
  pace === undefined ? noWait : pacer(startOf(work.options), pace, time);

function* batchesOf({ stretches }: Work, fleet: Fleet, listeners: Listeners): Generator<TimedBatch> {
  yield* byTime(
    (function* () {
      for (const stretch of stretches) yield* fleet.patients(stretch, listeners);
    })(),
  );
}

/** Writes the truth behind each batch, and behind what was lost until then. */
const truthWriter = (truth: Output | undefined) => {
  let lines = '';
  const lost = (sample: Lost): void => {
    lines += lostLine(sample);
  };
  return {
    listeners: truth === undefined ? {} : { lost },
    write: async (deliveries: readonly Delivery[]): Promise<void> => {
      const text = lines + deliveries.map(truthLine).join('');
      lines = '';
      if (text !== '') await truth?.write(text);
    },
  };
};

const interrupted = (what: string): InputProblem =>
  new InputProblem(`interrupted: ${what}`, {}, 'to be let finish', { exitCode: EXIT.interrupted });

/** Writers of the patients. InputProblem where the format makes one document of a patient, which cannot be written bit by bit. */
const writers = (fleet: Fleet, format: string) => {
  const open = new Map<number, PatientWriter>();
  return ({ position, who }: TimedBatch): PatientWriter => {
    const writer = open.get(position) ?? fleet.format.open(who);
    if (fleet.format.isDocument === true)
      throw new InputProblem(
        `${format} cannot be written as it happens`,
        { path: 'format' },
        'a format of single readings',
      );
    open.set(position, writer);
    return writer;
  };
};

/** Writes everything in the order of time, each batch when it is its time. False: nobody reads any more, and the rest was not written. */
export const writeLive = async (live: Live, out: Output, time: RealTime = REAL_TIME): Promise<boolean> => {
  const fleet = fleetOf(live.work.options);
  const writerOf = writers(fleet, live.work.options.format);
  return await untilInterrupted(async (signal) => {
    const until = scheduleOf(live, time);
    if (fleet.format.header !== '') await out.write(fleet.format.header);
    const truth = truthWriter(live.truth);
    for (const batch of batchesOf(live.work, fleet, truth.listeners)) {
      const text = writerOf(batch).batch(batch.deliveries);
      await until(batch.sentMs, signal).catch((error: unknown) => {
        throw signal.aborted ? interrupted('the rest was not written') : error;
      });
      if (signal.aborted) throw interrupted('the rest was not written');
      await truth.write(batch.deliveries);
      if (!(await out.write(text))) return false;
    }
    await truth.write([]);
    return true;
  });
};

/** Enrols each patient before the first of its readings. */
async function* told(live: Live, fleet: Fleet, enrolment: Enrolment | undefined): AsyncGenerator<TimedBatch> {
  const known = new Set<number>();
  const { days } = live.work.options;
  const truth = truthWriter(live.truth);
  for (const batch of batchesOf(live.work, fleet, truth.listeners)) {
    const { position, who, unit, startMs } = batch;
    if (enrolment !== undefined && !known.has(position)) await enrolment.enrol({ who, unit, fromMs: startMs, days });
    known.add(position);
    await truth.write(batch.deliveries);
    yield batch;
  }
  await truth.write([]);
}

/** How readings are sent, and to whom. */
export interface Sending {
  readonly receiver: Receiver;
  readonly enrolment?: Enrolment | undefined;
  readonly inFlight: number;
}

/** Deliveries that go when the patient's clock at the receiver has come to their time, and not at all before. */
const onTime = (
  { deliver, together }: Receiver,
  enrolment: Enrolment | undefined,
): Pick<SendOptions, 'deliver' | 'together'> => {
  const unmoved = async ({ reading, sentMs }: Delivery) => await enrolment?.moveClock(reading.patient, sentMs);
  return {
    deliver: async (delivery) => (await unmoved(delivery)) ?? (await deliver(delivery)),
    together:
      together &&
      (async (deliveries) => {
        const [first] = deliveries;
        const tooEarly = first === undefined ? undefined : await unmoved(first);
        return tooEarly === undefined ? await together(deliveries) : deliveries.map(() => tooEarly);
      }),
  };
};

/** Sends everything in the order of time to a receiver, and says what became of it. */
export const sendLive = async (live: Live, sending: Sending, io: Io, time: RealTime = REAL_TIME): Promise<ExitCode> => {
  const { receiver, enrolment, inFlight } = sending;
  const fleet = fleetOf(live.work.options);
  const progress = progressOf({ what: 'sent', unit: 'readings', bad: 'not accepted' }, io);
  const tally = await untilInterrupted(async (signal): Promise<Tally> => {
    const send = () =>
      sendAll(told(live, fleet, enrolment), {
        ...onTime(receiver, enrolment),
        settled: (outcome) => progress.advanced(1, outcome !== 'ok'),
        inFlight,
        until: scheduleOf(live, time),
        sleep: time.sleep,
        signal,
      });
    try {
      return await ticking(progress, send);
    } finally {
      await Promise.all([receiver.close(), enrolment?.close()]);
    }
  });
  io.out(tallyText(tally));
  if (tally.isInterrupted) throw interrupted('the rest was not sent');
  requireKnown(tally, receiver.address);
  return EXIT.passed;
};
