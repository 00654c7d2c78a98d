import { keyOf } from '../../../contract/domain/index.ts';
import type { ActName, HistoryLine, OpLine, SeenLine } from '../../history/lines.ts';
import { isJudged, SWEEP } from '../../oracle/sight/surface.ts';
import { isSentinelLane, isTechnicalLane } from '../technical-lane.ts';
import { ClockWatch } from './clock-watch.ts';
import type { Sentinel, Shown } from './inbox-alive.ts';
import { mostTelling, type TallyPart } from './run-facts.ts';

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

type Sight = Pick<Sentinel, 'by' | 'on'>;

const surfaceOf = (surface: string): Shown => (isJudged(surface) ? 'inbox' : surface === SWEEP ? 'sweep' : 'person');
/** One more sight of an item: the first instant, and the surface that tells most. */
const seenAgain = (before: Sight | undefined, by: number, on: Shown): Sight => ({
  by: Math.min(before?.by ?? by, by),
  on: mostTelling([before?.on, on]) ?? on,
});

/** A hundred readings of the clocks a second find every step; a thousand would find no more. */
const PAIRS_APART_NS = 10_000_000;

/**
 * What a run was like, counted line by line, for its gates. Judges nothing that the system did. Where the run is shared
 * out, every tally has to see all submissions of sentinels, and the one that leads the clocks of every operation.
 */
export class RunTally {
  readonly #sentinels = new Map<string, Sentinel>();
  /** Whose items may come into sight before the answer to their reading has: by reading, when and where that was. */
  readonly #sentinelPatients = new Set<string>();
  readonly #early = new Map<string, Sight>();
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
    } else if (line.kind === 'seen' && counts && line.item.reading !== undefined && this.#sentinelPatients.size > 0) {
      this.#seen(line);
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

  #seen({ item: { reading, patient }, by, surface }: SeenLine): void {
    if (reading === undefined || !this.#sentinelPatients.has(keyOf(patient))) return;
    const key = keyOf(reading);
    const sentinel = this.#sentinels.get(key);
    const on = surfaceOf(surface);
    if (sentinel === undefined) this.#early.set(key, seenAgain(this.#early.get(key), by, on));
    else this.#sentinels.set(key, { ...sentinel, ...seenAgain(sentinel, by, on) });
  }

  #op({ lane, act, outcome, answer, intended, sent, settled }: OpLine, counts: boolean): void {
    if (isSentinelLane(lane) && act.op === 'person.patient') this.#sentinelPatients.add(keyOf(act.patient.identifier));
    if (isSentinelLane(lane) && act.op === 'reading.submit') {
      const key = keyOf(act.reading.identifier);
      this.#sentinelPatients.add(keyOf(act.reading.patient));
      this.#sentinels.set(key, { sent, by: undefined, ...this.#early.get(key) });
    }
    if (!counts || isTechnicalLane(lane)) return;
    if (intended !== sent) this.#scheduled = true;
    const post = POSTS.has(act.op);
    if (post || act.op === 'clock.advance') this.#until = Math.max(this.#until, settled);
    if (!post) return;
    if (act.op === 'reading.submit') {
      this.#from = Math.min(this.#from ?? sent, sent);
      if (act.defect !== undefined) return;
    }
    // What an outage of the harness's own making swallowed tells nothing of the system.
    if (outcome === 'unknown' && answer.outage === true) return;
    this.#posts.sent += 1;
    if (outcome === 'ok') this.#posts.accepted += 1;
  }
}
