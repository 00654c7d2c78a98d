import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InputProblem } from '../../contract/input-problem.ts';
import type { DrainSubject } from '../runner/drain-subjects.ts';
import type { Driven, DrivenLane, DrivenParts } from '../runner/driven.ts';
import { checkHosts } from './allowed-host.ts';
import { RATE_UNIT_S } from './arrival.ts';
import { type LoadCast, loadCast } from './cast.ts';
import { enrol } from './enrol.ts';
import { parseEvent } from './events.ts';
import { runMllp } from './mllp/run-mllp.ts';
import { type LoadPlan, planLoad } from './plan-load.ts';
import type { NamedLoad } from './profile.ts';
import { RollingClocks } from './rolling-clocks.ts';
import { runK6 } from './run-k6.ts';
import { SendRecorder, type SendTotals } from './send-recorder.ts';
import { wireTemplates } from './templates.ts';
import type { WirePlan } from './wire-plan.ts';

/** A load profile and the k6 to run it with. */
export interface LoadRequest extends NamedLoad {
  /** Absent: nothing goes by FHIR, so none is needed. */
  readonly k6?: string;
  /** A host beside this computer that it may go to. */
  readonly allowHost?: string;
  /** Told when everything that a person sent is in the history, while the load goes on. */
  readonly onPersonDone?: (person: number, cast: LoadCast) => void;
}

/** How often both clocks are read: what was sent is written down this long afterwards. */
const PAIR_EVERY_MS = 250;
/** Of so many patients on the inbox as a whole is read at the end, and no longer each one's record. */
const MOST_THOROUGH = 200;
/** A sender gets this much longer than its schedule before it is stopped. */
const GRACE_MS = 30_000;
/** Of 1,000 sends 999 are no later than this share of the tightest deadline, or the load is another than it says. */
const MOST_SLIP = 0.1;

/** The wire plan that k6 gets, without credentials, and those that go beside it. */
const wirePlan = async (
  { driver }: DrivenParts,
  request: LoadRequest,
  { parameters, schedule }: LoadPlan,
  cast: LoadCast,
): Promise<{ plan: WirePlan; authorization: string | undefined }> => {
  const { people } = cast.stream;
  const cases = Array.from({ length: people }, (_, person) => cast.patientOf(person));
  const deviceSystem = cases[0]?.device.identifier.system ?? '';
  const { virtualUsers, timeoutMs } = request.profile;
  const plan: WirePlan = {
    parameters,
    stages: schedule.stages.map((stages, i) => (parameters.channels[i]?.transport === 'mllp' ? [] : stages)),
    rateUnitS: RATE_UNIT_S,
    virtualUsers,
    timeoutMs,
    templates: await wireTemplates(driver, deviceSystem),
    patients: cases.map(({ patient }) => driver.referenceOf('Patient', patient.identifier) ?? ''),
    devices: cases.map(({ device }) => driver.referenceOf('Device', device.identifier) ?? ''),
    deviceKeys: cases.map(({ device }) => device.identifier.value),
  };
  const first = cases[0] === undefined ? undefined : cast.readingOf(cast.stream.readingsOf(0)[0] as never);
  const authorization =
    first === undefined ? undefined : (await driver.readingRequest(first, { role: 'gateway' })).headers.Authorization;
  return { plan, authorization };
};

/** Sends everything, by k6 and by messages side by side. `dropped`: sends for which k6 had no user free. */
const sendAll = async (
  parts: DrivenParts,
  request: LoadRequest,
  plan: LoadPlan,
  cast: LoadCast,
  onLine: (line: string) => void,
): Promise<{ dropped: number }> => {
  const { profile, signal } = parts;
  const { timeoutMs, virtualUsers } = request.profile;
  const { parameters, schedule } = plan;
  const mostMs = schedule.durationMs + timeoutMs + GRACE_MS;
  let dropped = 0;
  const work = mkdtempSync(join(tmpdir(), 'vitalproof-load-'));
  const failing = new AbortController();
  const either = AbortSignal.any([signal, failing.signal]);
  const byK6 = async (): Promise<void> => {
    const { k6, script } = request;
    if (k6 === undefined || parameters.channels.every((c) => c.transport === 'mllp')) return;
    const wire = await wirePlan(parts, request, plan, cast);
    const planFile = join(work, 'plan.json');
    writeFileSync(planFile, JSON.stringify(wire.plan), { mode: 0o600 });
    const told = (line: string): void => {
      dropped += Number(/^vp1-dropped (\d+)$/.exec(line)?.[1] ?? 0);
      onLine(line);
    };
    await runK6({ k6, script, planFile, authorization: wire.authorization, mostMs, signal: either, onLine: told });
  };
  const byMllp = async (channel: number): Promise<void> => {
    const { hl7, namespaces } = profile;
    if (hl7 === undefined)
      throw new InputProblem(
        `${profile.name} has no HL7 v2 address in its profile`,
        { path: 'hl7' },
        'hl7: { host: 127.0.0.1, port: 2575 }',
      );
    const task = {
      parameters,
      channel,
      stages: schedule.stages[channel] ?? [],
      host: hl7.host,
      port: hl7.port,
      sendingApplication: hl7.gatewayApp,
      receivingApplication: hl7.app,
      facility: hl7.facility,
      namespaces,
      connections: virtualUsers,
      timeoutMs,
    };
    await runMllp(task, mostMs, either, onLine);
  };
  try {
    const messages = parameters.channels.flatMap((c, i) => (c.transport === 'mllp' ? [byMllp(i)] : []));
    // One sender that fails ends the others: half a load proves nothing.
    await Promise.all([byK6(), ...messages]).catch((error: unknown) => {
      failing.abort();
      throw error;
    });
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return { dropped };
};

/** Why a load was not the load that it says it is. */
const voidsOf = (
  { missing, slipNs }: SendTotals,
  dropped: number,
  { deadlines }: DrivenParts['profile'],
): readonly string[] => {
  const bound = MOST_SLIP * Math.min(deadlines.critical, deadlines.other);
  const unsent = missing.reduce((a, b) => a + b, 0);
  return [
    ...(dropped === 0 ? [] : [`k6 dropped ${dropped} sends, for no virtual user was free: this was another load`]),
    ...(unsent === 0 ? [] : [`of ${unsent} sends it is not known whether they were made`]),
    ...(slipNs / 1e6 <= bound
      ? []
      : [
          `sends were ${Math.round(slipNs / 1e6)} ms late, more than ${bound} ms (99.9 % of them, or half of fewer than 1,000): the harness was starved`,
        ]),
  ];
};

const subjectsOf = (cast: LoadCast, laneOf: (person: number) => string, { doubtful }: SendTotals): DrainSubject[] => {
  const { people } = cast.stream;
  return Array.from({ length: people }, (_, person) => ({
    lane: laneOf(person),
    patient: cast.patientOf(person).patient.identifier,
    measures: new Set(['glucose'] as const),
    doubtful: new Map((doubtful.get(person) ?? []).map((id) => [`${id.system}|${id.value}`, id])),
    ...(people > MOST_THOROUGH ? { sparing: true as const } : {}),
  }));
};

/**
 * A lane in which a load is sent: patients are enrolled, k6 posts and threads of ours send messages at their instants,
 * and what became of each reading is an operation like any other's, written as soon as it is known. Nothing is judged here.
 */
export const loadLane = (request: LoadRequest): DrivenLane => {
  const lane = `load:${request.name}/fhir`;
  const drive = async (parts: DrivenParts): Promise<Driven> => {
    const { profile, driver, clock, seed, nonce, history, progress } = parts;
    const decoys = new Set(profile.people.decoys.map(({ value }) => value));
    const responsible = profile.people.clinicians.map((c) => c.identifier).filter(({ value }) => !decoys.has(value));
    const plan = planLoad(request.profile, { seed, nonce, nowMs: Date.parse(clock.wall()) });
    const cast = loadCast(plan.parameters, responsible);
    const messagesFrom = plan.parameters.channels.findIndex((c) => c.transport === 'mllp');
    const layout = cast.stream.channels[messagesFrom];
    const laneOf = (person: number): string =>
      layout !== undefined && person >= layout.firstPerson && person < layout.firstPerson + layout.channel.people
        ? `load:${request.name}/hl7v2`
        : lane;
    const refused = await enrol(laneOf, parts, cast.stream.people, cast.patientOf);
    const clocks = new RollingClocks(clock, request.profile.timeoutMs + GRACE_MS);
    const { onPersonDone } = request;
    const recorder = new SendRecorder({
      plan,
      cast,
      clocks,
      history,
      driver,
      laneOf,
      progress,
      ...(onPersonDone === undefined ? {} : { onPersonDone: (person) => onPersonDone(person, cast) }),
    });
    let failure: unknown;
    const flushing = setInterval(() => {
      try {
        clocks.take();
        recorder.flush();
      } catch (error) {
        failure ??= error;
      }
    }, PAIR_EVERY_MS);
    let dropped = 0;
    try {
      ({ dropped } = await sendAll(parts, request, plan, cast, (line) => {
        const event = parseEvent(line);
        if (event !== undefined) recorder.add(event);
      }));
    } finally {
      clearInterval(flushing);
    }
    if (failure !== undefined) throw failure;
    clocks.take();
    const totals = recorder.end();
    return {
      subjects: subjectsOf(cast, laneOf, totals),
      unsent:
        refused.length === 0
          ? []
          : [`${refused.length} acts of enrolment were not taken: ${refused.slice(0, 3).join('; ')}`],
      voided: parts.signal.aborted ? [] : voidsOf(totals, dropped, profile),
      placedWithinNs: totals.withinNs,
    };
  };
  return { lane, drive, check: (profile) => checkHosts(profile, request.allowHost) };
};
