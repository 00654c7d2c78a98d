import type { Course } from '../course/course.ts';
import type { Content } from '../course/filing.ts';
import { evaluatorIn } from '../course/raise.ts';
import type { OrderState, OrderVersion } from '../course/version.ts';
import { isEnd, isInError } from '../course/version.ts';
import { compare, over, plus, rational, roundHalfUp, show, type Rational } from '../arithmetic/rational.ts';
import { convert, precisionOf } from '../arithmetic/units.ts';
import { limitsCall } from '../rules/call.ts';
import { instant, MINUTE } from '../time/instant.ts';
import { exactly, type Span } from '../time/span.ts';
import { lengthOf } from '../time/window.ts';
import type { Clocked } from './clocked.ts';
import { latestAt, wasActiveAt } from './version-at.ts';

/** A summary is made this long after its period. Source: bindings 4, summary. */
const MADE_AFTER = MINUTE;
/** Periods looked at in one course; a period of minutes over years would have no end. */
const MOST_PERIODS = 1000;

/** What a summary has to say. Numbers are text, with their unit the order's. */
export interface SummaryFigures {
  readonly count: number;
  readonly abnormal: number;
  readonly critical: number;
  readonly min: string | undefined;
  readonly max: string | undefined;
  readonly mean: string | undefined;
}

/** One periodic summary in one course. */
export interface PeriodicSummary {
  readonly order: string;
  readonly start: bigint;
  readonly end: bigint;
  readonly made: bigint;
  readonly version: OrderVersion;
  readonly figures: SummaryFigures;
}

/** The content that was filed by then; undefined: none, or an erased one. */
const contentAt = (contents: readonly Content[], made: Span, clocked: Clocked): Content | undefined => {
  let last: Content | undefined;
  for (const content of contents) {
    if (!clocked.isBy(content.moment.now, made)) break;
    last = content;
  }
  return last?.erased === true ? undefined : last;
};

interface Shown {
  readonly text: string;
  readonly value: Rational;
}

/** `by`: the version that evaluated it. `shown`: the one whose unit the summary is in. */
const numberOf = (content: Content, by: OrderVersion, shown: OrderVersion): Shown | undefined => {
  const { result } = content.reading;
  if (result.kind !== 'value' || limitsCall(by.order, content.reading).kind === 'data-quality') return undefined;
  const { unit } = shown.order;
  const value = convert(rational(result.quantity.value), result.quantity.unit, unit);
  if (result.quantity.unit === unit) return { text: result.quantity.value, value };
  return { text: show(roundHalfUp(value, precisionOf(shown.order, unit))), value };
};

const extreme = (numbers: readonly Shown[], side: 1 | -1): string | undefined =>
  numbers.reduce<Shown | undefined>(
    (best, n) => (best === undefined || compare(n.value, best.value) === side ? n : best),
    undefined,
  )?.text;

const figuresOf = (
  contents: readonly { content: Content; by: OrderVersion | undefined }[],
  shown: OrderVersion,
): SummaryFigures => {
  const kinds = contents.map(({ content, by }) => by && limitsCall(by.order, content.reading).kind);
  const numbers = contents.flatMap(({ content, by }) => numberOf(content, by ?? shown, shown) ?? []);
  const sum = numbers.map((n) => n.value).reduce(plus, { num: 0n, den: 1n });
  const mean = over(sum, { num: BigInt(Math.max(1, numbers.length)), den: 1n });
  return {
    count: contents.length,
    abnormal: kinds.filter((k) => k === 'abnormal').length,
    critical: kinds.filter((k) => k === 'critical').length,
    min: extreme(numbers, -1),
    max: extreme(numbers, 1),
    mean: numbers.length === 0 ? undefined : show(roundHalfUp(mean, precisionOf(shown.order, shown.order.unit))),
  };
};

/** From when on a version asks for summaries, and of how long; none or one. */
interface Grid {
  readonly origin: bigint;
  readonly period: bigint;
}
const gridsOf = ({ order }: OrderVersion): readonly Grid[] =>
  order.rules.flatMap((r) =>
    r.kind === 'summary' ? [{ origin: instant(order.period.start), period: lengthOf(r.period) }] : [],
  );
const isSame = (a: Grid, b: Grid): boolean => a.origin === b.origin && a.period === b.period;

const oneSummary = (
  course: Course,
  order: OrderState,
  grid: Grid,
  k: bigint,
  clocked: Clocked,
): PeriodicSummary | undefined => {
  const start = grid.origin + k * grid.period;
  const end = start + grid.period;
  const made = exactly(end + MADE_AFTER);
  const taken = order.versions.filter((v) => clocked.isBy(v.moment.now, made)).length;
  const version = latestAt(clocked, order, taken, clocked.momentIn(made));
  if (version === undefined || isInError(version) || !gridsOf(version).some((g) => isSame(g, grid))) return undefined;
  if (end > instant(version.order.period.end)) return undefined;
  const ended = order.versions.slice(0, taken).find(isEnd);
  if (ended !== undefined && !clocked.isBy(exactly(end), ended.from)) return undefined;
  // Having ended no sooner, its end does not bear on what was measured in the period.
  const versions = order.versions.slice(0, taken).filter((v) => v !== ended);
  const contents = [...course.state.filings.values()].flatMap((filing) => {
    const content = filing.wrongful || filing.apart ? undefined : contentAt(filing.contents, made, clocked);
    if (content === undefined) return [];
    const at = instant(content.reading.effective);
    if (at < start || at >= end || !wasActiveAt(clocked, versions, at)) return [];
    return [{ content, by: evaluatorIn(content, order.key) }];
  });
  return { order: order.key, start, end, made: made.low, version, figures: figuresOf(contents, version) };
};

/**
 * The summaries that one order owes in one course by `end` of the SUT's time. A version states its start as well: one
 * that moves it moves the periods. Source: contract, Evaluation, row `summary`.
 */
export const summariesOf = (
  course: Course,
  order: OrderState,
  end: bigint,
  clocked: Clocked,
): readonly PeriodicSummary[] => {
  const grids = order.versions.flatMap(gridsOf);
  const found: PeriodicSummary[] = [];
  for (const grid of grids.filter((g, i) => grids.findIndex((other) => isSame(other, g)) === i))
    for (let k = 0n; k < MOST_PERIODS && grid.origin + (k + 1n) * grid.period + MADE_AFTER <= end; k += 1n) {
      const one = oneSummary(course, order, grid, k, clocked);
      if (one !== undefined) found.push(one);
    }
  return found;
};
