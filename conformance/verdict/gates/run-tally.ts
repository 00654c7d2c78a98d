import { keyOf } from '../../../contract/domain/index.ts';
import type { ActName, HistoryLine, OpLine } from '../../history/lines.ts';
import { isSentinelLane, isTechnicalLane } from '../technical-lane.ts';
import type { Posts } from './accepted.ts';
import { ClockWatch } from './clock-watch.ts';
import type { ClockStep } from './clock-steady.ts';
import type { AtWork, Sentinel } from './inbox-alive.ts';

/** What asks the system to take something. */
const POSTS: ReadonlySet<ActName> = new Set<ActName>([
  'person.patient',
  'person.clinician',
  'person.pool',
  'device.register',
  'order.submit',
  'order.change',
  'permission.set',
  'reading.submit',
  'item.act',
  'message.send',
  'coverage.set',
  'tracker.set',
  'source.set',
]);

/** A hundred readings of the clocks a second find every step; a thousand would find no more. */
const PAIRS_APART_NS = 10_000_000;

/** What a run was like, counted line by line, for its gates. Judges nothing that the system did. */
export class RunTally {
  readonly #sentinels = new Map<string, { sent: number; by: number | undefined }>();
  readonly #posts = { sent: 0, accepted: 0 };
  #from: number | undefined;
  #until = 0;
  #scheduled = false;
  #clock: ClockWatch | undefined;
  #pairedAt = -PAIRS_APART_NS;

  feed(line: HistoryLine): void {
    if (line.kind === 'run') this.#clock = new ClockWatch(line.started);
    else if (line.kind === 'op') this.#op(line);
    else if (line.kind === 'seen' && line.item.reading !== undefined && this.#sentinels.size > 0) {
      const sentinel = this.#sentinels.get(keyOf(line.item.reading));
      if (sentinel !== undefined) sentinel.by = Math.min(sentinel.by ?? line.by, line.by);
    }
  }

  /** Posts of lanes that are not the harness's own; what was spoilt on purpose is not counted. */
  get posts(): Posts {
    return this.#posts;
  }

  get sentinels(): readonly Sentinel[] {
    return [...this.#sentinels.values()];
  }

  /** Undefined where no reading was sent. */
  get atWork(): AtWork | undefined {
    return this.#from === undefined ? undefined : { from: this.#from, until: this.#until };
  }

  get clockStep(): ClockStep | undefined {
    return this.#clock?.largest();
  }

  /** Something was sent by a schedule, and not when an answer allowed it. */
  get scheduled(): boolean {
    return this.#scheduled;
  }

  #op({ lane, act, outcome, intended, sent, settled, wall }: OpLine): void {
    if (Math.abs(sent - this.#pairedAt) >= PAIRS_APART_NS) {
      this.#pairedAt = sent;
      this.#clock?.pair(sent, wall);
    }
    if (isSentinelLane(lane) && act.op === 'reading.submit')
      this.#sentinels.set(keyOf(act.reading.identifier), { sent, by: undefined });
    if (isTechnicalLane(lane)) return;
    if (intended !== sent) this.#scheduled = true;
    const post = POSTS.has(act.op);
    if (post || act.op === 'clock.advance') this.#until = Math.max(this.#until, settled);
    if (!post) return;
    if (act.op === 'reading.submit') {
      this.#from = Math.min(this.#from ?? sent, sent);
      if (act.defect !== undefined) return;
    }
    this.#posts.sent += 1;
    if (outcome === 'ok') this.#posts.accepted += 1;
  }
}
