import { keyOf } from '../../../contract/domain/index.ts';
import { Choices, nextScript } from '../course/choices.ts';
import type { Course } from '../course/course.ts';
import type { OrderVersion } from '../course/version.ts';
import type { MeasureCase } from '../explore/measure-case.ts';
import type { ObservedItem } from '../record/sighting.ts';
import { tryLocalInstant } from '../time/instant.ts';
import { not, type Tri } from '../time/span.ts';
import { Clocked } from './clocked.ts';
import { copiesIn, errorOf } from './copies.ts';
import type { Copy } from './escalation.ts';
import type { MissingAct } from './events.ts';
import { type MissingItem, missingItems } from './missing.ts';
import { type PeriodicSummary, summariesOf } from './summary.ts';
import type { Watched } from './watched.ts';

/** What falls due by itself in one course, answered one way where its intervals leave something open. */
export interface Waiting {
  readonly missing: readonly MissingItem[];
  readonly copies: readonly Copy[];
  readonly summaries: readonly PeriodicSummary[];
  /** A version with what this way has decided of it. */
  readonly known: (version: OrderVersion) => OrderVersion;
}

/** Ways of one course that are tried; past that the rest is left out, and `cut` says so. */
const MOST_WAYS = 256;

const oneWay = (
  { ambience, ordered }: MeasureCase,
  course: Course,
  watched: Watched,
  end: number,
  choices: Choices,
): Waiting => {
  const { clock } = ambience;
  const clocked = new Clocked(choices);
  const now = clock.over(end, end);
  const orders = [...course.state.orders.values()];
  const isMissing = (item: ObservedItem): boolean => item.latest.kind === 'missing';
  const doneOf = (order: string): readonly MissingAct[] => watched.acts(order, isMissing).filter((a) => a.done);
  return {
    missing: orders
      .filter((o) => o.versions.some((v) => v.order.rules.some((r) => r.kind === 'missing')))
      .flatMap((o) => missingItems(course, o, doneOf(o.key), now, clocked, ordered)),
    copies: copiesIn(course, watched, clock, end, clocked),
    summaries: orders.flatMap((o) => summariesOf(course, o, now.low, clocked)),
    known: (version) => clocked.known(version),
  };
};

/** What can have fallen due by itself in one course by the monotonic instant `end`, one entry for each way. */
export const waitingOf = (
  measure: MeasureCase,
  course: Course,
  watched: Watched,
  end: number,
): { readonly ways: readonly Waiting[]; readonly cut: boolean } => {
  const ways: Waiting[] = [];
  let script: readonly number[] | undefined = [];
  while (script !== undefined) {
    if (ways.length >= MOST_WAYS) return { ways, cut: true };
    const choices: Choices = new Choices(script);
    ways.push(oneWay(measure, course, watched, end, choices));
    script = nextScript(choices.asked);
  }
  return { ways, cut: false };
};

/** Whether a copy was withdrawn in this course: with its item, or with its order. */
export const isWithdrawn = (course: Course, { item, done }: Copy): Tri =>
  (item.withdrawn ?? item.lost) !== undefined || errorOf(course, item.order) !== undefined ? not(done) : 'no';

const isAt = (text: string | undefined, at: bigint): boolean => text !== undefined && tryLocalInstant(text)?.at === at;

/** Whether a seen item is this one on missing data, this copy, this summary. */
export const isThisMissing =
  (item: MissingItem) =>
  ({ latest }: ObservedItem): boolean =>
    latest.kind === 'missing' && isAt(latest.due, item.due.low);
export const isThisSummary =
  (summary: PeriodicSummary) =>
  ({ latest }: ObservedItem): boolean =>
    latest.kind === 'summary' &&
    isAt(latest.summary?.period.start, summary.start) &&
    // A version with a longer period begins again at the start of the order, where a shorter one has begun before.
    isAt(latest.summary?.period.end, summary.end);
export const isThisCopy =
  (copy: Copy, course: Course) =>
  ({ latest }: ObservedItem): boolean =>
    latest.step === copy.step &&
    latest.reading !== undefined &&
    (course.state.filings.get(copy.item.reading)?.keys ?? []).includes(keyOf(latest.reading));
