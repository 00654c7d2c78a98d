import type { RunClock } from '../history/clock.ts';
import type { OpLine } from '../history/lines.ts';
import { isVolume } from './is-volume.ts';
import type { LaneStop } from './lane-watch.ts';
import { restartsIn } from './plan/planned-act.ts';
import type { PlannedLanes } from './plan-lanes.ts';
import { playLane, type PlayParts } from './play.ts';
import { sideBySide } from './side-by-side.ts';
import { broken, interrupted, notRun, type Skipped } from './skipped.ts';

type Lane = PlannedLanes['lanes'][number];

/** Lanes after each other that ended for want of answers: past that, no more are begun. */
const MOST_SILENT_LANES = 3;

/** Plays the lanes of one run, and keeps what did not come to its end, with the reason. */
export class LanePlayer {
  readonly skipped: Skipped[];
  readonly #lanes: readonly Lane[];
  readonly #parts: PlayParts;
  readonly #clock: RunClock;
  #givenUp: string | undefined;
  #silentLanes = 0;

  constructor(lanes: readonly Lane[], parts: PlayParts, clock: RunClock, skipped: readonly Skipped[]) {
    this.#lanes = lanes;
    this.#parts = parts;
    this.#clock = clock;
    this.skipped = skipped.map((s) => ({ ...s, requirement: [...s.requirement] }));
  }

  /** Why nothing more is asked of this system; undefined while there is use in it. */
  get givenUp(): string | undefined {
    return this.#givenUp;
  }

  giveUp(reason: string | undefined): void {
    this.#givenUp ??= reason;
  }

  leaveOut(lane: string, requirements: readonly string[], { reason, notApplicable }: LaneStop): void {
    const verdict = notApplicable === true ? 'NOT_APPLICABLE' : 'NOT_RUN';
    this.skipped.push({ ...notRun(lane, requirements, reason), verdict });
    this.#parts.progress({ kind: 'lane-skipped', lane, reason, verdict });
  }

  /** All of them, `width` at a time. Those that bring the system down come last: what they show is told of them, and of no lane beside them. */
  async all(width: number): Promise<readonly OpLine[]> {
    const calm = this.#lanes.filter(({ plan }) => !restartsIn(plan));
    const play = (lane: Lane): Promise<readonly OpLine[]> => this.#play(lane);
    const beside = calm.filter(({ plan }) => !isVolume(plan));
    const alone = calm.filter(({ plan }) => isVolume(plan));
    const restarting = this.#lanes.filter(({ plan }) => restartsIn(plan));
    return [
      ...(await sideBySide(beside, width, play)),
      ...(await sideBySide(alone, 1, play)),
      ...(await sideBySide(restarting, width, play)),
    ].flat();
  }

  async #play({ plan, requirements }: Lane): Promise<readonly OpLine[]> {
    const { signal, progress, restarts } = this.#parts;
    if (signal.aborted) {
      this.skipped.push(interrupted(plan.lane, requirements));
      return [];
    }
    if (this.#givenUp !== undefined) {
      this.leaveOut(plan.lane, requirements, { reason: this.#givenUp, silent: true });
      return [];
    }
    const from = this.#clock.now();
    progress({ kind: 'lane-started', lane: plan.lane, acts: plan.acts.length });
    const { ops, unsent, finished, failure, stop } = await playLane(plan, this.#parts);
    this.#noteSilence(stop);
    this.giveUp(restarts?.lost);
    if (failure !== undefined) this.skipped.push(broken(plan.lane, requirements, failure));
    else if (stop !== undefined) this.leaveOut(plan.lane, requirements, stop);
    else if (!finished) this.skipped.push(interrupted(plan.lane, requirements));
    for (const reason of unsent) this.skipped.push({ ...interrupted(plan.lane, requirements), reason });
    if (failure !== undefined || stop === undefined)
      progress({ kind: 'lane-ended', lane: plan.lane, ms: (this.#clock.now() - from) / 1e6 });
    return ops;
  }

  #noteSilence(stop: LaneStop | undefined): void {
    this.#silentLanes = stop?.silent === true ? this.#silentLanes + 1 : 0;
    const most = Math.min(MOST_SILENT_LANES, this.#lanes.length);
    if (stop !== undefined && this.#silentLanes >= most) this.giveUp(stop.reason);
  }
}
