import type { Reading } from '../../contract/domain/index.ts';
import { NS_PER_MS } from '../history/clock.ts';
import type { OpLine } from '../history/lines.ts';
import { randomStream } from '../../simulator/random.ts';
import { enrol } from '../load/enrol.ts';
import { type LoadCast, loadCast } from '../load/cast.ts';
import { subjectsOf } from '../runner/drain-subjects.ts';
import type { DrivenLane, DrivenParts } from '../runner/driven.ts';
import { pause } from '../runner/pause.ts';
import type { Secrets } from '../sut/access.ts';
import type { Driver } from '../sut/driver.ts';
import { openDrivers } from '../sut/drivers.ts';
import { deliver } from './deliver.ts';
import { type ChaosParts, type Performed, performChaos } from './perform.ts';
import { type ChaosPlan, chaosPlan, type Deed } from './plan.ts';
import { throughProxies } from './through-proxies.ts';

/** What a lane of chaos is asked for. */
export interface ChaosRequest {
  /** Draws the plan, the proxies and the readings. */
  readonly seed: number;
  /** How long trouble lasts, ms. */
  readonly faultsMs: number;
  readonly patients: number;
  readonly ratePerSecond: number;
  readonly secrets: Secrets;
  /** The means to each deed that may be done; each writes its own fault. */
  readonly deeds: (parts: DrivenParts) => ChaosParts['deeds'];
  /** Told once all trouble is over. */
  readonly performed?: (plan: ChaosPlan, done: Performed) => void;
}

/** Past this an answer is not waited for any more: shorter than trouble lasts, so that a sender gives up in the midst of it. */
const ANSWER_MS = 1200;
/** A reading that nobody took this long after all trouble was over is lost for the sender (contract: Deadlines). */
const RECOVERY_MS = 60_000;
/** What was taken is sent once more this often: an answer that got lost looks to a sender like one that never came. */
const SENT_AGAIN = 0.15;
/** A sender waits twice as long after each attempt, up to this, and never in step with the others. */
const FIRST_BETWEEN_MS = 100;
const MOST_BETWEEN_MS = 2000;

/** Sends all readings by their schedule, each until it is answered for good. Gives all attempts, and how many got no answer. */
const sendAll = async (
  lane: string,
  { recorder, clock, signal, driver: direct }: DrivenParts,
  request: ChaosRequest,
  readings: readonly Reading[],
  wires: readonly Driver[],
  over: Promise<unknown>,
): Promise<{ readonly ops: readonly OpLine[]; readonly lost: number }> => {
  let giveUpAt = Number.POSITIVE_INFINITY;
  const noteOver = (): void => {
    giveUpAt = clock.now() + RECOVERY_MS * NS_PER_MS;
  };
  void over.then(noteOver, noteOver);
  const start = clock.now();
  const ops: OpLine[] = [];
  let lost = 0;
  const sendOne = async (index: number): Promise<void> => {
    const reading = readings[index];
    const wire = wires[index % wires.length];
    if (reading === undefined || wire === undefined) return;
    const draw = randomStream(request.seed, 'chaos', 'sender', index);
    const early = (index / request.ratePerSecond) * 1000 - (clock.now() - start) / NS_PER_MS;
    if (early > 0) await pause(early, signal);
    if (signal.aborted) return;
    const attempt = async (): Promise<OpLine> => {
      const op = await recorder.perform(lane, wire, { role: 'gateway' }, { op: 'reading.submit', reading });
      ops.push(op);
      if (op.answer.id !== undefined) direct.learn(op.answer.id, reading.identifier);
      return op;
    };
    const parts = {
      clock,
      signal,
      until: () => giveUpAt,
      betweenMs: (tries: number) => Math.min(MOST_BETWEEN_MS, FIRST_BETWEEN_MS * 2 ** tries) * draw.between(0.5, 1),
    };
    const { settled } = await deliver(attempt, parts);
    if (!settled) lost += 1;
    else if (draw.bernoulli(SENT_AGAIN)) await deliver(attempt, parts);
  };
  await Promise.all(readings.map((_, index) => sendOne(index)));
  return { ops, lost };
};

/** The people of a lane, and what they measure: as many readings as are sent while trouble lasts. */
const castOf = (
  { seed, patients, ratePerSecond, faultsMs }: ChaosRequest,
  { profile, clock, nonce }: DrivenParts,
): LoadCast => {
  const decoys = new Set(profile.people.decoys.map(({ value }) => value));
  const responsible = profile.people.clinicians.map((c) => c.identifier).filter(({ value }) => !decoys.has(value));
  const parameters = {
    seed,
    nonce,
    untilMs: Date.parse(clock.wall()),
    course: 'recent',
    readingsPerPerson: Math.ceil((ratePerSecond * faultsMs) / 1000 / patients),
    rounds: 1,
    peopleAtOnce: patients,
    channels: [{ transport: 'single', people: patients, readingsPerSend: 1 }],
  } as const;
  return loadCast(parameters, responsible);
};

/** The first `many` readings, everybody's first before anybody's second. */
const readingsOf = ({ stream, readingOf }: LoadCast, many: number): readonly Reading[] => {
  const each = Array.from({ length: stream.people }, (_, person) => stream.readingsOf(person));
  const turns = Array.from({ length: each[0]?.length ?? 0 }, (_, turn) => each.flatMap((own) => own[turn] ?? []));
  return turns.flat().slice(0, many).map(readingOf);
};

/**
 * A lane of chaos: patients are enrolled in peace; then readings are sent through proxies, over every wire that the system
 * has, each until it is answered for good, while a plan of trouble is performed. The In Basket is read beside the
 * proxies, so that what is seen late was late. Nothing is judged here.
 */
export const chaosLane = (request: ChaosRequest): DrivenLane => {
  const lane = 'chaos';
  return {
    lane,
    drive: async (parts) => {
      const { profile, clock, nonce } = parts;
      const { faultsMs, ratePerSecond, secrets } = request;
      const cast = castOf(request, parts);
      const { people } = cast.stream;
      const refused = await enrol(() => lane, parts, people, cast.patientOf);
      const readings = readingsOf(cast, Math.round((ratePerSecond * faultsMs) / 1000));
      const proxied = await throughProxies(profile, { seed: request.seed, clock });
      const drivers = openDrivers({
        profile: proxied.profile,
        clock,
        secrets,
        nonce: `X${nonce}`,
        timeoutMs: ANSWER_MS,
      });
      try {
        const deeds = request.deeds(parts);
        const plan = chaosPlan({
          seed: request.seed,
          faultsMs,
          links: [...proxied.proxies.keys()],
          deeds: Object.keys(deeds) as Deed[],
        });
        const trouble = performChaos(plan, {
          proxies: proxied.proxies,
          deeds,
          clock,
          history: parts.history,
          signal: parts.signal,
        });
        const wires = Object.values(drivers.by);
        const [done, { ops, lost }] = await Promise.all([
          trouble,
          sendAll(lane, parts, request, readings, wires, trouble),
        ]);
        request.performed?.(plan, done);
        const lostText = `${lost} of ${readings.length} readings were answered by nobody within ${RECOVERY_MS / 1000} s of recovery`;
        return {
          subjects: subjectsOf(ops),
          unsent: [...refused, ...(lost === 0 ? [] : [lostText])],
          voided: [],
          placedWithinNs: 0,
        };
      } finally {
        await drivers.close();
        await proxied.close();
      }
    },
  };
};
