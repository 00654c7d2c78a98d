import { keyOf } from '../../contract/domain/index.ts';
import type { Act, OpLine } from '../history/lines.ts';
import type { Driver } from '../sut/driver.ts';
import type { Drivers } from '../sut/drivers.ts';
import { itemInSight, type SightParts } from './item-in-sight.ts';
import { type LaneStop, LaneWatch } from './lane-watch.ts';
import type { LanePlan, PlannedAct } from './plan/planned-act.ts';
import { pause } from './pause.ts';
import type { Progress } from './progress.ts';
import type { Recorder } from './recorder.ts';

/** What playing needs. */
export interface PlayParts extends SightParts {
  readonly drivers: Drivers['by'];
  readonly recorder: Recorder;
  /** Within which what was sent has to be found. */
  readonly filedMs: number;
  /** How long a driver waits for an answer. */
  readonly answerWithinMs: number;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/** What came of a lane: its operations, and acts that could not be sent. */
export interface PlayedLane {
  readonly ops: readonly OpLine[];
  readonly unsent: readonly string[];
  /** All acts were played. */
  readonly finished: boolean;
  /** Played no further, because the system left no use in it. */
  readonly stop?: LaneStop;
  /** The harness itself failed: an act that it could not put on its wire, a disk that is full. */
  readonly failure?: unknown;
}

/** A timer may ring so much early. */
const TIMER_MS = 5;

/** What is one act, whatever it has to wait for. */
type SingleStep = Exclude<PlannedAct['step'], { readonly kind: 'together' | 'talk' | 'restart' }>;

/** The act itself; undefined when the item that it is about never came into sight. */
const actOf = async (step: SingleStep, parts: PlayParts): Promise<Act | undefined> => {
  if (step.kind === 'act') {
    if (step.whenFiled === true) await pause(parts.filedMs + TIMER_MS, parts.signal);
    return step.act;
  }
  const item = await itemInSight(step.item, parts);
  if (item === undefined) return undefined;
  return step.kind === 'item'
    ? { op: 'item.act', item: item.identifier, act: step.act, person: step.person }
    : { op: 'message.send', message: { ...step.message, about: item.identifier } };
};

type RestartStep = Extract<PlannedAct['step'], { readonly kind: 'restart' }>;

/** Sends what is to be under way, and brings the system down as the first of it is answered. */
const restarted = async (
  lane: string,
  { how, downMs, during }: RestartStep,
  { actor }: PlannedAct,
  driver: Driver,
  { recorder, restarts }: PlayParts,
): Promise<readonly OpLine[]> => {
  if (restarts === undefined) throw new RangeError('nothing can stop and start the system');
  const sent = during.map((act) => recorder.interrupt(lane, driver, actor, act));
  // Before anything else is done: what answers before it has written is caught between the two.
  if (sent.length > 0) await Promise.race(sent);
  const [done, ...told] = await Promise.allSettled([restarts.take({ how, downMs }), ...sent]);
  if (done.status === 'rejected') throw done.reason;
  return told.flatMap((op) => {
    if (op.status === 'rejected') throw op.reason;
    return [op.value];
  });
};

/** What a step does when its turn comes; a text: why it cannot be done. */
const taskOf = async (
  lane: string,
  planned: PlannedAct,
  driver: Driver,
  parts: PlayParts,
): Promise<string | (() => Promise<readonly OpLine[]>)> => {
  const { recorder } = parts;
  const { step, actor } = planned;
  if (step.kind === 'restart') return () => restarted(lane, step, planned, driver, parts);
  if (step.kind === 'talk') return () => recorder.talk(lane, driver, actor, step.request);
  if (step.kind === 'together') return () => recorder.together(lane, driver, actor, step.acts);
  const act = await actOf(step, parts);
  if (act !== undefined) return async () => [await recorder.perform(lane, driver, actor, act)];
  const what = step.kind === 'act' ? '' : keyOf(step.item.reading);
  return `the item of reading ${what} did not come into sight within ${parts.itemWaitMs} ms`;
};

const tracksOf = (plan: LanePlan): Map<string, PlannedAct[]> => {
  const tracks = new Map<string, PlannedAct[]>();
  for (const act of plan.acts) {
    const track = tracks.get(act.track);
    if (track === undefined) tracks.set(act.track, [act]);
    else track.push(act);
  }
  return tracks;
};

/** Plays a lane: its tracks side by side, the acts of a track one after the other. Stops between two acts when told to, or when the system leaves no use in going on. */
export const playLane = async (plan: LanePlan, parts: PlayParts): Promise<PlayedLane> => {
  const { lane } = plan;
  const ops: OpLine[] = [];
  const unsent: string[] = [];
  let done = 0;
  const watch = new LaneWatch(parts.answerWithinMs);
  const over = (): boolean => parts.signal.aborted || watch.stop !== undefined;
  const playTrack = async (acts: readonly PlannedAct[]): Promise<void> => {
    for (const planned of acts) {
      if (over()) return;
      const driver = parts.drivers[planned.via];
      if (driver === undefined) throw new Error(`no ${planned.via} driver`);
      const task = await taskOf(lane, planned, driver, parts);
      // What was waited for did not come because nobody waits any more.
      if (parts.signal.aborted) return;
      done++;
      if (typeof task === 'string') {
        unsent.push(task);
        continue;
      }
      // Nothing else is under way while the system is down: only the lane that asked for it has to do with it.
      const slot = planned.step.kind === 'restart' ? parts.slots.alone : parts.slots;
      const made = await slot(async () => (watch.stop === undefined ? task() : undefined));
      if (made === undefined) return;
      for (const op of made) {
        ops.push(op);
        watch.note(op);
        parts.progress({ kind: 'act', lane, done, of: plan.acts.length, op: op.act.op, outcome: op.outcome });
      }
    }
  };
  const tracks = await Promise.allSettled([...tracksOf(plan).values()].map(playTrack));
  const failed = tracks.find((track) => track.status === 'rejected');
  return {
    ops,
    unsent,
    finished: done === plan.acts.length,
    ...(watch.stop === undefined ? {} : { stop: watch.stop }),
    ...(failed === undefined ? {} : { failure: failed.reason as unknown }),
  };
};
