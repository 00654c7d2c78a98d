import { keyOf } from '../../../contract/domain/index.ts';
import type { ActName, HistoryLine, OpLine } from '../../history/lines.ts';
import { isSentinelLane, isTechnicalLane } from '../technical-lane.ts';
import { ClockWatch } from './clock-watch.ts';
import type { TallyPart } from './run-facts.ts';

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

/**
 * What a run was like, counted line by line, for its gates. Judges nothing that the system did. Where the run is shared
 * out, every tally has to see all submissions of sentinels, and the one that leads the clocks of every operation.
 */
export class RunTally {
  readonly #sentinels = new Map<string, { sent: number; by: number | undefined }>();
  readonly #posts = { sent: 0, accepted: 0 };
  #from: number | undefined;
  #until = 0;
  #scheduled = false;
  #clock: ClockWatch | undefined;
  #pairedAt = -PAIRS_APART_NS;

  /** `counts`: the line is this tally's to count, and not another's. */
  feed(line: HistoryLine, counts: boolean): void {
    if (line.kind === 'run') this.#clock = new ClockWatch(line.started);
    else if (line.kind === 'op') {
      this.clocks(line.sent, line.wall);
      this.#op(line, counts);
    } else if (line.kind === 'seen' && counts && line.item.reading !== undefined && this.#sentinels.size > 0) {
      const sentinel = this.#sentinels.get(keyOf(line.item.reading));
      if (sentinel !== undefined) sentinel.by = Math.min(sentinel.by ?? line.by, line.by);
    }
  }

  /** The two clocks of an operation, monotonic and wall. */
  clocks(sent: number, wall: string): void {
    if (Math.abs(sent - this.#pairedAt) < PAIRS_APART_NS) return;
    this.#pairedAt = sent;
    this.#clock?.pair(sent, wall);
  }

  /** Of what was fed; call it once. */
  part(): TallyPart {
    return {
      sentinels: this.#sentinels,
      posts: this.#posts,
      from: this.#from,
      until: this.#until,
      scheduled: this.#scheduled,
      clockStep: this.#clock?.largest(),
    };
  }

  #op({ lane, act, outcome, intended, sent, settled }: OpLine, counts: boolean): void {
    if (isSentinelLane(lane) && act.op === 'reading.submit')
      this.#sentinels.set(keyOf(act.reading.identifier), { sent, by: undefined });
    if (!counts || isTechnicalLane(lane)) return;
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
