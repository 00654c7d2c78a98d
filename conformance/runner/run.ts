import { basename } from 'node:path';
import { randomBytes } from 'node:crypto';
import { PORTS } from '../../contract/ports.ts';
import { randomStream } from '../../simulator/random.ts';
import { NS_PER_MS, type RunClock, runClock } from '../history/clock.ts';
import { lagMeter } from '../history/lag-meter.ts';
import { type OpLine, RECOVERY_MS, type Via } from '../history/lines.ts';
import { type HistoryWriter, openHistory } from '../history/writer.ts';
import type { Secrets } from '../sut/access.ts';
import type { Ask } from '../sut/operator/operator-driver.ts';
import { type Drivers, openDrivers } from '../sut/drivers.ts';
import { fhirBaseOf, type SutProfile } from '../sut/profile.ts';
import { ANSWER_TIMEOUT_MS } from '../sut/answer-timeout.ts';
import type { ProcessPort } from '../sut/process/process-port.ts';
import { reachable } from '../sut/reachable.ts';
import { drain } from './drain.ts';
import { type DrivenLane, driveLanes } from './driven.ts';
import { enrolPeople } from './enrol.ts';
import { type LaneRequest, type PlannedLanes, planLanes } from './plan-lanes.ts';
import { ItemLog } from './item-log.ts';
import type { LaneStop } from './lane-watch.ts';
import { observer } from './observer.ts';
import { loadAppleHealth } from './plan/recorded-apple-health.ts';
import { restartsIn } from './plan/planned-act.ts';
import { playLane, type PlayParts } from './play.ts';
import type { Progress } from './progress.ts';
import { recorder } from './recorder.ts';
import { restarts } from './restarts.ts';
import { isAbout, readingOf } from './sentinel.ts';
import { isVolume } from './is-volume.ts';
import { sideBySide } from './side-by-side.ts';
import { type PlayCanary, writeCanary } from '../canary/write-canary.ts';
import { broken, interrupted, notRun, type Skipped, WHOLE_RUN } from './skipped.ts';
import { slots } from './slots.ts';
import { wireOf } from './wires.ts';

export type { LaneRequest };

/** What a run is asked for. */
export interface RunOptions {
  readonly profile: SutProfile;
  readonly lanes: readonly LaneRequest[];
  readonly seed: number;
  /** Which repeat of the same run this is, from 0: every case draws from another seed. */
  readonly iteration?: number;
  /** Where the history goes; made if absent. Its last part names the run. */
  readonly runDir: string;
  /** Requirement ids that this run sets out to judge. */
  readonly selected: readonly string[];
  /** Set where the run is of what the profile claims: ports that a claimed scope needs and the system lacks. */
  readonly missing?: readonly Skipped[];
  readonly progress?: Progress;
  /** Ends the run early; what was done by then is written, and lanes that did not finish are said to be NOT_RUN. */
  readonly abort?: AbortSignal;
  /** Folder of recorded logs, for scenarios that play them. */
  readonly data?: string;
  /** Secrets by name; unsaid: the environment. */
  readonly secrets?: Secrets;
  readonly harness?: string;
  readonly catalogue?: string;
  readonly command?: readonly string[];
  /** Lanes, and operations, at a time. */
  readonly width?: number;
  /** How long an act waits for its item; unsaid: three deadlines, at least three seconds. */
  readonly itemWaitMs?: number;
  /** Asks a person at a terminal, for ports that an operator serves; absent: nobody is there. */
  readonly ask?: Ask;
  /** How long every answer of the system is waited for; unsaid: 15 seconds. */
  readonly answerWithinMs?: number;
  /** Lanes that another program drives (a load script), beside the planned ones. */
  readonly driven?: readonly DrivenLane[];
  readonly canary?: PlayCanary;
  /** Stops and starts the system, where who asks for the run has started it; unsaid: what the profile says. */
  readonly process?: ProcessPort;
  /** Makes this run's business keys; for tests, which compare runs. */
  readonly nonce?: string;
}

const DEFAULT_WIDTH = 8;
const NONCE_BYTES = 4;
/** An act waits for its item this many deadlines, and never less than this. */
const ITEM_WAIT_DEADLINES = 3;
const ITEM_WAIT_LEAST_MS = 3000;
/** Lanes after each other that ended for want of answers: past that, no more are begun. */
const MOST_SILENT_LANES = 3;

/** Everything of one run that has to be closed. */
interface Open {
  readonly history: HistoryWriter;
  readonly drivers: Drivers;
  /** Asks whether the system answers; rejects while it does not. */
  readonly reach: () => Promise<unknown>;
}

/** Contract: Deadlines. What an outage held up comes within this, from when the system answers again. */
const recoveryNs = ({ deadlines }: SutProfile): number => (deadlines.recovery ?? RECOVERY_MS) * NS_PER_MS;

/** The ports that are served, in the order of the contract. */
const servedPorts = ({ ports }: SutProfile): { port: string; served: Via[] }[] =>
  PORTS.flatMap((port) => {
    const served = ports[port].filter((service) => service !== 'absent');
    return served.length === 0 ? [] : [{ port, served }];
  });

const writeRun = (options: RunOptions, plans: PlannedLanes, clock: RunClock, history: HistoryWriter): void => {
  const { profile, seed, runDir, selected } = options;
  history.run({
    run: basename(runDir),
    started: clock.started,
    seed,
    harness: options.harness ?? 'vitalproof',
    catalogue: options.catalogue ?? '',
    command: [...(options.command ?? [])],
    sut: { name: profile.name, version: profile.version },
    deadlines: profile.deadlines,
    policies: profile.policies,
    clock: profile.clock,
    ...(wireOf(profile, 'portal') !== undefined ? { portal: true } : {}),
    people: {
      clinicians: [...profile.people.clinicians],
      pools: [...profile.people.pools],
      decoys: [...profile.people.decoys],
    },
    ...(options.missing === undefined ? {} : { scope: [...profile.scope] }),
    ports: servedPorts(profile),
    selected: [...selected],
    ...(plans.recorded.length === 0 ? {} : { recorded: [...plans.recorded] }),
  });
};

const play = async (
  options: RunOptions,
  plans: PlannedLanes,
  origin: string,
  clock: RunClock,
  open: Open,
  nonce: string,
): Promise<void> => {
  const { profile, seed } = options;
  const { history, drivers, reach } = open;
  const outages =
    drivers.process === undefined ? undefined : restarts({ port: drivers.process, ask: reach, clock, history });
  const tell: Progress = options.progress ?? (() => undefined);
  const progress: Progress = (event) =>
    tell(event.kind === 'lane-skipped' ? { ...event, reason: history.clean(event.reason) } : event);
  const signal = options.abort ?? new AbortController().signal;
  const lag = lagMeter(clock);
  const write = recorder(history);
  const skipped: Skipped[] = [...plans.skipped, ...(options.missing ?? [])].map((s) => ({
    ...s,
    requirement: [...s.requirement],
  }));
  const log = new ItemLog(history, (item) =>
    progress({ kind: 'item', patient: item.patient.value, item: item.identifier.value, itemKind: item.kind }),
  );
  const random = randomStream(seed, 'observer');
  const watch = observer({ driver: drivers.inbox, log, recorder: write, clock, profile, random });
  // A system that is kept busier than it can serve shows its items late to everybody, the observer included.
  const width = profile.clock === 'system' ? 1 : (options.width ?? DEFAULT_WIDTH);
  const answerWithinMs = options.answerWithinMs ?? ANSWER_TIMEOUT_MS;
  const longest = Math.max(profile.deadlines.critical, profile.deadlines.other);
  const parts: PlayParts = {
    drivers: drivers.by,
    recorder: write,
    waitFor: (test, timeoutMs) => watch.waitFor(test, timeoutMs),
    slots: slots(width),
    ...(outages === undefined ? {} : { restarts: outages }),
    itemWaitMs: options.itemWaitMs ?? Math.max(ITEM_WAIT_LEAST_MS, ITEM_WAIT_DEADLINES * longest),
    filedMs: profile.deadlines.filed,
    answerWithinMs,
    progress,
    signal,
  };
  let placedWithinNs = 0;
  /** Why nothing more is asked of this system; undefined while there is use in it. */
  let givenUp: string | undefined;
  let silentLanes = 0;
  let first: readonly OpLine[] = [];
  const leaveOut = (lane: string, requirements: readonly string[], { reason, notApplicable }: LaneStop): void => {
    const verdict = notApplicable === true ? 'NOT_APPLICABLE' : 'NOT_RUN';
    skipped.push({ ...notRun(lane, requirements, reason), verdict });
    progress({ kind: 'lane-skipped', lane, reason, verdict });
  };
  const causeSentinel = async (plan: PlannedLanes['sentinels']['before']): Promise<readonly OpLine[]> =>
    (await playLane(plan, { ...parts, progress: () => undefined })).ops;
  try {
    await watch.baseline(origin);
    watch.start();
    givenUp = await enrolPeople(profile, drivers, write, answerWithinMs);
    if (!signal.aborted && givenUp === undefined) {
      first = await causeSentinel(plans.sentinels.before);
      const reading = readingOf(first);
      if (reading !== undefined) await watch.waitFor((item) => isAbout(item, reading), 2 * longest);
    }
    const playOne = async ({ plan, requirements }: PlannedLanes['lanes'][number]): Promise<OpLine[]> => {
      if (signal.aborted) {
        skipped.push(interrupted(plan.lane, requirements));
        return [];
      }
      if (givenUp !== undefined) {
        leaveOut(plan.lane, requirements, { reason: givenUp, silent: true });
        return [];
      }
      const from = clock.now();
      progress({ kind: 'lane-started', lane: plan.lane, acts: plan.acts.length });
      const { ops, unsent, finished, failure, stop } = await playLane(plan, parts);
      silentLanes = stop?.silent === true ? silentLanes + 1 : 0;
      if (stop !== undefined && silentLanes >= Math.min(MOST_SILENT_LANES, plans.lanes.length)) givenUp ??= stop.reason;
      givenUp ??= outages?.lost;
      if (failure !== undefined) skipped.push(broken(plan.lane, requirements, failure));
      else if (stop !== undefined) leaveOut(plan.lane, requirements, stop);
      else if (!finished) skipped.push(interrupted(plan.lane, requirements));
      for (const reason of unsent) skipped.push({ ...interrupted(plan.lane, requirements), reason });
      if (failure !== undefined || stop === undefined)
        progress({ kind: 'lane-ended', lane: plan.lane, ms: (clock.now() - from) / 1e6 });
      return [...ops];
    };
    // Those that bring the system down come last: what they show is told of them, and of no lane beside them.
    const played = [
      ...(await sideBySide(
        plans.lanes.filter(({ plan }) => !restartsIn(plan) && !isVolume(plan)),
        width,
        playOne,
      )),
      ...(await sideBySide(
        plans.lanes.filter(({ plan }) => !restartsIn(plan) && isVolume(plan)),
        1,
        playOne,
      )),
      ...(await sideBySide(
        plans.lanes.filter(({ plan }) => restartsIn(plan)),
        width,
        playOne,
      )),
    ];
    if (givenUp !== undefined)
      for (const { lane } of options.driven ?? []) leaveOut(lane, [], { reason: givenUp, silent: true });
    const { fhir } = drivers;
    const driven =
      givenUp === undefined && fhir !== undefined
        ? await driveLanes(options.driven ?? [], options.selected, {
            driver: fhir,
            recorder: write,
            history,
            clock,
            profile,
            seed,
            nonce,
            signal,
            progress,
            process: drivers.process,
            restarts: outages,
            reach,
          })
        : { subjects: [], skipped: [], placedWithinNs: 0 };
    skipped.push(...driven.skipped);
    placedWithinNs = driven.placedWithinNs;
    const ops = [...first, ...played.flat()];
    if (!signal.aborted && givenUp === undefined)
      await drain(ops, driven.subjects, {
        drivers,
        recorder: write,
        observer: watch,
        clock,
        profile,
        progress,
        signal,
        ...(outages?.until === undefined ? {} : { heldUpUntil: outages.until + recoveryNs(profile) }),
        causeSentinel: () => causeSentinel(plans.sentinels.after),
      });
  } finally {
    await watch.stop();
    lag.stop();
  }
  if (!signal.aborted) skipped.push(...(await writeCanary(options, history)));
  if (signal.aborted) skipped.push(interrupted(WHOLE_RUN, options.selected));
  else if (givenUp !== undefined) skipped.push(notRun(WHOLE_RUN, options.selected, givenUp));
  // Lanes end in any order; what is said of them does not depend on it.
  const inOrder = skipped.toSorted((a, b) => (a.lane < b.lane ? -1 : a.lane > b.lane ? 1 : 0));
  // What another clock timed is known no better than it could be placed: the same doubt as the harness's own lag.
  const measured = lag.measured();
  history.end({
    at: clock.now(),
    ...measured,
    lag: Math.max(measured.lag, placedWithinNs),
    skipped: inOrder,
  });
};

/**
 * Plays lanes against a SUT and writes their history. Judges nothing. Throws InputProblem before
 * anything is sent when a lane cannot be planned, a secret is missing or the SUT does not answer
 * (exit 69); whatever the SUT does afterwards is written, not thrown.
 */
export const runLanes = async (options: RunOptions): Promise<{ historyPath: string }> => {
  const { profile } = options;
  const clock = runClock();
  const nonce = options.nonce ?? randomBytes(NONCE_BYTES).toString('hex').toUpperCase();
  const appleHealth = await loadAppleHealth(options.data, options.lanes);
  const plans = planLanes(options.lanes, {
    profile,
    seed: options.seed,
    ...(options.iteration === undefined ? {} : { iteration: options.iteration }),
    nonce,
    nowMs: Date.parse(clock.started),
    ...(options.data === undefined ? {} : { data: options.data }),
    ...(appleHealth === undefined ? {} : { appleHealth }),
  });
  const progress: Progress = options.progress ?? (() => undefined);
  const secrets = options.secrets ?? process.env;
  const timeoutMs = options.answerWithinMs ?? ANSWER_TIMEOUT_MS;
  // Whatever way a load goes, its patients are enrolled over FHIR.
  if ((options.driven ?? []).length > 0) fhirBaseOf(profile);
  for (const each of options.driven ?? []) each.check?.(profile);
  const drivers = openDrivers({
    profile,
    clock,
    secrets,
    nonce,
    timeoutMs,
    ...(options.ask === undefined ? {} : { ask: options.ask }),
    ...(options.process === undefined ? {} : { process: options.process }),
  });
  const reach = () => reachable(profile, clock, secrets);
  try {
    const { origin } = await reach();
    const history = openHistory(options.runDir);
    try {
      writeRun(options, plans, clock, history);
      progress({
        kind: 'run',
        lanes: plans.lanes.length + plans.skipped.length + (options.driven ?? []).length,
        acts: plans.lanes.reduce((n, l) => n + l.plan.acts.length, 0),
      });
      for (const { lane, reason, verdict } of plans.skipped) progress({ kind: 'lane-skipped', lane, reason, verdict });
      await play(options, plans, origin, clock, { history, drivers, reach }, nonce);
    } finally {
      await history.close();
    }
    return { historyPath: history.path };
  } finally {
    await drivers.close();
  }
};
