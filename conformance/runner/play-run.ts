import { randomStream } from '../../simulator/random.ts';
import { writeCanary } from '../canary/write-canary.ts';
import { NS_PER_MS, type RunClock } from '../history/clock.ts';
import { type LagMeter, lagMeter } from '../history/lag-meter.ts';
import { type OpLine, RECOVERY_MS } from '../history/lines.ts';
import type { HistoryWriter } from '../history/writer.ts';
import { ANSWER_TIMEOUT_MS } from '../sut/answer-timeout.ts';
import type { Drivers } from '../sut/drivers.ts';
import type { SutProfile } from '../sut/profile.ts';
import { drain } from './drain.ts';
import { driveLanes } from './driven.ts';
import { enrolPeople } from './enrol.ts';
import { ItemLog } from './item-log.ts';
import { LanePlayer } from './lane-player.ts';
import { observer } from './observer.ts';
import type { PlannedLanes } from './plan-lanes.ts';
import { playLane, type PlayParts } from './play.ts';
import type { Progress } from './progress.ts';
import { PushWatch } from './push-watch.ts';
import { recorder } from './recorder.ts';
import { restarts } from './restarts.ts';
import type { RunOptions } from './run-options.ts';
import { isAbout, readingOf } from './sentinel.ts';
import { interrupted, notRun, WHOLE_RUN } from './skipped.ts';
import { slots } from './slots.ts';

const DEFAULT_WIDTH = 8;
/** An act waits for its item this many deadlines, and never less than this. */
const ITEM_WAIT_DEADLINES = 3;
const ITEM_WAIT_LEAST_MS = 3000;

/** What a run is played with. */
export interface Stage {
  readonly options: RunOptions;
  readonly plans: PlannedLanes;
  /** What the system says of itself when it is first asked. */
  readonly origin: string;
  readonly clock: RunClock;
  readonly history: HistoryWriter;
  readonly drivers: Drivers;
  /** Asks whether the system answers; rejects while it does not. */
  readonly reach: () => Promise<unknown>;
  readonly nonce: string;
}

const longestOf = ({ deadlines }: SutProfile): number => Math.max(deadlines.critical, deadlines.other);

/**
 * Contract: Deadlines. What an outage held up comes within this, from when the system answers again; and a deadline more, since
 * what fell due in it is known only as exactly as the act that moved the clock.
 */
const recoveryNs = (profile: SutProfile): number =>
  ((profile.deadlines.recovery ?? RECOVERY_MS) + longestOf(profile)) * NS_PER_MS;

/** A system that is kept busier than it can serve shows its items late to everybody, the observer included. */
const widthOf = ({ profile, width }: RunOptions): number => (profile.clock === 'system' ? 1 : (width ?? DEFAULT_WIDTH));

/** What all lanes of a run share. */
const partsOf = ({ options, plans, drivers, history, clock, reach }: Stage) => {
  const { profile, seed } = options;
  const tell: Progress = options.progress ?? (() => undefined);
  const progress: Progress = (event) =>
    tell(event.kind === 'lane-skipped' ? { ...event, reason: history.clean(event.reason) } : event);
  const write = recorder(history);
  const pushes = new PushWatch(drivers.fhir);
  const log = new ItemLog(
    history,
    (item) => progress({ kind: 'item', patient: item.patient.value, item: item.identifier.value, itemKind: item.kind }),
    (item) => pushes.take(item),
  );
  const random = randomStream(seed, 'observer');
  const watch = observer({ driver: drivers.inbox, log, recorder: write, clock, profile, random });
  const signal = options.abort ?? new AbortController().signal;
  signal.addEventListener('abort', () => watch.endWaiting(), { once: true });
  const parts: PlayParts = {
    drivers: drivers.by,
    recorder: write,
    waitFor: (test, timeoutMs) => watch.waitFor(test, timeoutMs),
    slots: slots(widthOf(options)),
    ...(drivers.process === undefined
      ? {}
      : { restarts: restarts({ port: drivers.process, ask: reach, clock, history }) }),
    itemWaitMs: options.itemWaitMs ?? Math.max(ITEM_WAIT_LEAST_MS, ITEM_WAIT_DEADLINES * longestOf(profile)),
    filedMs: profile.deadlines.filed,
    answerWithinMs: options.answerWithinMs ?? ANSWER_TIMEOUT_MS,
    progress,
    signal,
  };
  const player = new LanePlayer(plans.lanes, parts, clock, [...plans.skipped, ...(options.missing ?? [])]);
  return { parts, watch, player, pushes };
};
type Shared = ReturnType<typeof partsOf>;

const causeSentinel = async (
  plan: PlannedLanes['sentinels']['before'],
  { parts }: Shared,
): Promise<readonly OpLine[]> => (await playLane(plan, { ...parts, progress: () => undefined })).ops;

/** Takes in what is there already, announces the people, and sees a first item of our own. */
const begin = async ({ options, plans, origin, drivers }: Stage, shared: Shared): Promise<readonly OpLine[]> => {
  const { parts, watch, player } = shared;
  await watch.baseline(origin);
  watch.start();
  player.giveUp(await enrolPeople(options.profile, drivers, parts.recorder, parts.answerWithinMs));
  if (parts.signal.aborted || player.givenUp !== undefined) return [];
  const first = await causeSentinel(plans.sentinels.before, shared);
  const reading = readingOf(first);
  if (reading !== undefined) await watch.waitFor((item) => isAbout(item, reading), 2 * longestOf(options.profile));
  return first;
};

/** Plays what another program drives, beside no lane of ours. */
const drive = async (
  { options, drivers, history, clock, nonce, reach }: Stage,
  { parts, player, pushes }: Shared,
  lag: LagMeter,
): Promise<Awaited<ReturnType<typeof driveLanes>>> => {
  const { driven = [], selected, profile, seed } = options;
  const { recorder: write, signal, progress, restarts: outages } = parts;
  if (player.givenUp !== undefined)
    for (const { lane } of driven) player.leaveOut(lane, [], { reason: player.givenUp, silent: true });
  if (player.givenUp !== undefined || drivers.fhir === undefined)
    return { subjects: [], skipped: [], placedWithinNs: 0 };
  return await driveLanes(driven, selected, {
    driver: drivers.fhir,
    recorder: write,
    history,
    clock,
    profile,
    seed,
    nonce,
    signal,
    progress,
    pushes,
    scheduleBegins: () => lag.beginSchedule(),
    process: drivers.process,
    restarts: outages,
    reach,
  });
};

/** Plays everything. Gives within what another clock could be placed, ns. */
const playAll = async (stage: Stage, shared: Shared, lag: LagMeter): Promise<number> => {
  const { options, plans, drivers, clock } = stage;
  const { parts, watch, player } = shared;
  const { profile } = options;
  const { signal, progress, recorder: write } = parts;
  const first = await begin(stage, shared);
  const played = await player.all(widthOf(options));
  const driven = await drive(stage, shared, lag);
  lag.endSchedule();
  player.skipped.push(...driven.skipped);
  const heldUpUntil = parts.restarts?.until;
  if (!signal.aborted && player.givenUp === undefined)
    await drain([...first, ...played], driven.subjects, {
      drivers,
      recorder: write,
      observer: watch,
      clock,
      profile,
      progress,
      signal,
      ...(heldUpUntil === undefined ? {} : { heldUpUntil: heldUpUntil + recoveryNs(profile) }),
      causeSentinel: () => causeSentinel(plans.sentinels.after, shared),
    });
  return driven.placedWithinNs;
};

/** Plays a run to its end, and writes the end of its history. */
export const playRun = async (stage: Stage): Promise<void> => {
  const { options, clock, history } = stage;
  const lag = lagMeter(clock);
  const shared = partsOf(stage);
  const { watch, player, parts, pushes } = shared;
  const { skipped } = player;
  const { signal } = parts;
  let placedWithinNs = 0;
  try {
    placedWithinNs = await playAll(stage, shared, lag);
  } finally {
    await watch.stop();
    await pushes.end();
    lag.stop();
  }
  if (!signal.aborted) skipped.push(...(await writeCanary(options, history)));
  if (signal.aborted) skipped.push(interrupted(WHOLE_RUN, options.selected));
  else if (player.givenUp !== undefined) skipped.push(notRun(WHOLE_RUN, options.selected, player.givenUp));
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
