import type { Reading } from '../../contract/domain/index.ts';
import { enrol } from '../load/enrol.ts';
import { type LoadCast, loadCast } from '../load/cast.ts';
import { subjectsOf } from '../runner/drain-subjects.ts';
import type { DrivenLane, DrivenParts } from '../runner/driven.ts';
import type { Secrets } from '../sut/access.ts';
import { openDrivers } from '../sut/drivers.ts';
import { type DatabaseServer, deedsOf } from './deeds.ts';
import { type Performed, performChaos } from './perform.ts';
import { type ChaosPlan, chaosPlan, type Deed } from './plan.ts';
import { RECOVERY_MS, type Sent, sendReadings } from './send-readings.ts';
import { checkClear, type Proxied, throughProxies } from './through-proxies.ts';
import { Troubles } from './troubles.ts';

/** What a lane of chaos is asked for. */
export interface ChaosRequest {
  /** Draws the plan, the proxies and the readings. */
  readonly seed: number;
  /** How long trouble lasts, ms. */
  readonly faultsMs: number;
  readonly patients: number;
  readonly ratePerSecond: number;
  readonly secrets: Secrets;
  /** The database server, where it can be restarted; what else can be done to the system, its port `process` says. */
  readonly database?: DatabaseServer | undefined;
  /** The plan for a seed, where it is not to be drawn. */
  readonly plan?: (seed: number) => ChaosPlan;
  /** Told once all trouble is over. */
  readonly performed?: (plan: ChaosPlan, done: Performed) => void;
}

export const LANE = 'chaos';
/** Past this an answer is not waited for any more: shorter than trouble lasts, so that a sender gives up in the midst of it. */
const ANSWER_MS = 1200;
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

/** Sends the readings through the proxies while the plan is performed. */
const sendThrough = async (
  request: ChaosRequest,
  parts: DrivenParts,
  { profile, proxies }: Proxied,
  cast: LoadCast,
  readings: readonly Reading[],
): Promise<Sent> => {
  const { clock, nonce, history, signal } = parts;
  const { seed, faultsMs, ratePerSecond, secrets } = request;
  const drivers = openDrivers({ profile, clock, secrets, nonce: `X${nonce}`, timeoutMs: ANSWER_MS });
  // A gateway knows its patients: what it sends is not held up by asking who they are.
  for (let person = 0; person < cast.stream.people; person += 1) {
    const { patient } = cast.keysOf(person);
    const reference = parts.driver.referenceOf('Patient', patient);
    if (reference !== undefined) drivers.fhir?.learn(reference, patient);
  }
  try {
    const deeds = deedsOf(parts, request.database);
    const setClock = parts.process?.setClock?.bind(parts.process);
    const plan =
      request.plan?.(seed) ??
      chaosPlan({
        seed,
        faultsMs,
        links: [...proxies.keys()],
        deeds: Object.keys(deeds) as Deed[],
        clock: setClock !== undefined,
      });
    const troubles = new Troubles();
    const over = performChaos(plan, { proxies, deeds, setClock, clock, history, troubles, signal });
    const wires = Object.values(drivers.by);
    const sending = { lane: LANE, seed, ratePerSecond, readings, wires, troubles, over };
    const [done, sent] = await Promise.all([over, sendReadings(sending, parts)]);
    request.performed?.(plan, done);
    return sent;
  } finally {
    await drivers.close();
  }
};

/**
 * A lane of chaos: patients are enrolled in peace; then readings are sent through proxies, over every wire that the system
 * has, each until it is answered for good, while a plan of trouble is performed. The In Basket is read beside the
 * proxies, so that what is seen late was late. Nothing is judged here.
 */
export const chaosLane = (request: ChaosRequest): DrivenLane => ({
  lane: LANE,
  check: checkClear,
  drive: async (parts) => {
    const cast = castOf(request, parts);
    const refused = await enrol(() => LANE, parts, cast.stream.people, cast.patientOf);
    const readings = readingsOf(cast, Math.round((request.ratePerSecond * request.faultsMs) / 1000));
    const proxied = await throughProxies(parts.profile, { seed: request.seed, clock: parts.clock });
    try {
      const { ops, lost } = await sendThrough(request, parts, proxied, cast, readings);
      const left = `${lost} of ${readings.length} readings were answered by nobody within ${RECOVERY_MS / 1000} s of recovery`;
      return {
        subjects: subjectsOf(ops),
        unsent: [...refused, ...(lost === 0 ? [] : [left])],
        voided: [],
        placedWithinNs: 0,
      };
    } finally {
      await proxied.close();
    }
  },
});
