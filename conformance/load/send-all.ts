import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InputProblem } from '../../contract/input-problem.ts';
import type { DrivenParts } from '../runner/driven.ts';
import { fhirBaseOf, type SutProfile } from '../sut/profile.ts';
import { RATE_UNIT_S } from './arrival.ts';
import type { LoadCast } from './cast.ts';
import { mostSlipMs } from './load-outcome.ts';
import type { LoadRequest } from './load-request.ts';
import { runMllp } from './mllp/run-mllp.ts';
import type { MllpTask } from './mllp/task.ts';
import type { LoadPlan } from './plan-load.ts';
import { runK6 } from './run-k6.ts';
import { runnersOf } from './runners.ts';
import { wireTemplates } from './templates.ts';
import { usersOf } from './users.ts';
import type { WirePlan } from './wire-plan.ts';

/** A sender gets this much longer than its schedule before it is stopped. */
export const GRACE_MS = 30_000;
/** A receiver of messages has few senders, and may refuse more (the reference takes a hundred connections). */
const MOST_CONNECTIONS = 64;

/** The wire plan that k6 gets, without credentials, and those that go beside it. */
const wirePlan = async (
  { driver }: DrivenParts,
  request: LoadRequest,
  { parameters, schedule }: LoadPlan,
  cast: LoadCast,
): Promise<{ plan: WirePlan; authorization: string | undefined }> => {
  const { people } = cast.stream;
  // Keys alone: to make thousands of whole patients here would hold up the harness for most of a second.
  const keys = Array.from({ length: people }, (_, person) => cast.keysOf(person));
  const deviceSystem = keys[0]?.meter.system ?? '';
  const { virtualUsers, timeoutMs } = request.profile;
  const stages = schedule.stages.map((all, i) => (parameters.channels[i]?.transport === 'mllp' ? [] : all));
  const plan: WirePlan = {
    parameters,
    stages,
    rateUnitS: RATE_UNIT_S,
    virtualUsers: usersOf(stages, virtualUsers),
    timeoutMs,
    templates: await wireTemplates(driver, deviceSystem),
    patients: keys.map(({ patient }) => driver.referenceOf('Patient', patient) ?? ''),
    devices: keys.map(({ meter }) => driver.referenceOf('Device', meter) ?? ''),
    deviceKeys: keys.map(({ meter }) => meter.value),
  };
  const [first] = cast.stream.readingsOf(0);
  const actor = { role: 'gateway', forSeconds: Math.ceil((schedule.durationMs + GRACE_MS) / 1000) } as const;
  const posted = first === undefined ? undefined : await driver.readingRequest(cast.readingOf(first), actor);
  return { plan, authorization: posted?.headers.Authorization };
};

/** What each sender is given. */
interface Sending {
  readonly parts: DrivenParts;
  readonly request: LoadRequest;
  readonly plan: LoadPlan;
  readonly cast: LoadCast;
  readonly onLine: (line: string) => void;
  readonly mostMs: number;
  readonly signal: AbortSignal;
  /** Ends every sender and throws. */
  readonly endAll: (error: unknown) => never;
}

/** Posts by k6, in one process or in several that share the sends. Gives how many sends they dropped. */
const byK6 = async ({ parts, request, plan, cast, onLine, mostMs, signal, endAll }: Sending): Promise<number> => {
  const { k6, script } = request;
  if (plan.parameters.channels.every((c) => c.transport === 'mllp')) return 0;
  if (k6 === undefined) throw new Error('what goes over FHIR is sent by k6, and none was named');
  const { plan: wire, authorization } = await wirePlan(parts, request, plan, cast);
  const runners = runnersOf(wire, [fhirBaseOf(parts.profile), ...(request.furtherBases ?? [])], request.segments);
  const work = mkdtempSync(join(tmpdir(), 'vitalproof-load-'));
  let dropped = 0;
  const told = (line: string): void => {
    dropped += Number(/^vp1-dropped (\d+)$/.exec(line)?.[1] ?? 0);
    onLine(line);
  };
  try {
    const running = runners.map(async ({ plan: own, options }, i) => {
      const planFile = join(work, `plan-${i}.json`);
      writeFileSync(planFile, JSON.stringify(own), { mode: 0o600 });
      await runK6({ k6, script, planFile, options, authorization, mostMs, signal, onLine: told });
    });
    await Promise.all(running.map((each) => each.catch(endAll)));
    return dropped;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
};

/** Where messages go. Throws InputProblem where the system has no address for them. */
export const messageAddress = ({ name, hl7 }: Pick<SutProfile, 'name' | 'hl7'>): NonNullable<SutProfile['hl7']> => {
  if (hl7 !== undefined) return hl7;
  throw new InputProblem(
    `${name} has no HL7 v2 address in its profile`,
    { path: 'hl7' },
    'hl7: { host: 127.0.0.1, port: 2575 }',
    { advice: 'without one leave out --mllp and --mix' },
  );
};

/** Messages of one channel. Gives how late the harness was with them, ns. */
const byMllp = async ({ parts, request, plan, onLine, mostMs, signal }: Sending, channel: number): Promise<number> => {
  const { namespaces } = parts.profile;
  const hl7 = messageAddress(parts.profile);
  const task: MllpTask = {
    parameters: plan.parameters,
    channel,
    stages: plan.schedule.stages[channel] ?? [],
    host: hl7.host,
    port: hl7.port,
    sendingApplication: hl7.gatewayApp,
    receivingApplication: hl7.app,
    facility: hl7.facility,
    namespaces,
    connections: Math.min(MOST_CONNECTIONS, request.profile.virtualUsers),
    timeoutMs: request.profile.timeoutMs,
    // Where nothing is said of the rate nobody is blamed for what waited.
    slowMs: request.mayBeLate === true ? Number.MAX_SAFE_INTEGER : mostSlipMs(parts.profile),
  };
  return await runMllp(task, mostMs, signal, onLine);
};

/**
 * Sends everything, by k6 and by messages side by side. `dropped`: sends for which k6 had no user free. `slipNs`: how
 * late the harness was with messages (Slips.most). Rejects when a sender fails, and ends the others: half a load proves
 * nothing.
 */
export const sendAll = async (
  parts: DrivenParts,
  request: LoadRequest,
  plan: LoadPlan,
  cast: LoadCast,
  onLine: (line: string) => void,
): Promise<{ dropped: number; slipNs: number }> => {
  const failing = new AbortController();
  const signal = AbortSignal.any([parts.signal, failing.signal]);
  const mostMs = plan.schedule.durationMs + request.profile.timeoutMs + GRACE_MS;
  const endAll = (error: unknown): never => {
    failing.abort();
    throw error;
  };
  const sending: Sending = { parts, request, plan, cast, onLine, mostMs, signal, endAll };
  const messages = plan.parameters.channels.flatMap((c, i) =>
    c.transport === 'mllp' ? [byMllp(sending, i).catch(endAll)] : [],
  );
  const [posts] = await Promise.allSettled([byK6(sending).catch(endAll), ...messages]);
  const late = await Promise.all(messages);
  if (posts?.status === 'rejected') throw posts.reason;
  return { dropped: posts?.value ?? 0, slipNs: Math.max(0, ...late) };
};
