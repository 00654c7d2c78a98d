import type { Summary } from '../../contract/domain/inbox-item.ts';
import type { Order } from '../../contract/domain/order.ts';
import type { Reading } from '../../contract/domain/reading.ts';
import type { SummaryRule } from '../../contract/domain/rule.ts';
import type { z } from 'zod';
import { compact } from '../../contract/wire/json/compact.ts';
import { isoOf, msOf } from '../clock/instant.ts';
import { precisionOf } from '../limits/comparable.ts';
import { compare, decimalText, divide, type Fraction, fractionOf, roundHalfUp } from '../limits/fraction.ts';
import type { implausible as Implausible, LimitUse } from '../limits/implausible.ts';
import { durationMs } from '../limits/window.ts';
import { latestOf, type OrderHistory, type OrderVersion } from '../orders/order-history.ts';
import type { versionInForce as VersionInForce } from '../orders/version-in-force.ts';
import { sumOf } from './sum.ts';

/** A summary is made this long after its period. Source: bindings 4, summary. */
const MADE_AFTER_MS = 60_000;

/** A stretch of time, [fromMs, toMs). */
export interface Period {
  readonly fromMs: number;
  readonly toMs: number;
}

export const summaryRule = ({ rules }: Pick<Order, 'rules'>): z.infer<typeof SummaryRule> | undefined =>
  rules.find((rule) => rule.kind === 'summary');

/** From when on a version asks for summaries, and of how long, ms; a version states its start as well as its rules. */
interface Grid {
  readonly startMs: number;
  readonly lengthMs: number;
}
const gridOf = ({ order }: OrderVersion): Grid | undefined => {
  const rule = summaryRule(order);
  return rule && { startMs: msOf(order.period.start), lengthMs: durationMs(rule.period) };
};

const isEnd = ({ order: { status } }: OrderVersion): boolean => status === 'completed' || status === 'revoked';

/** The end of the last period that an order can have: of its own period, or sooner where a version has ended it. */
const lastEndOf = ({ versions }: OrderHistory): number =>
  Math.min(
    Math.max(...versions.map(({ order }) => msOf(order.period.end))),
    ...versions.filter(isEnd).map(({ fromMs }) => fromMs),
  );

/** When the next summary of an order may have to be made, after an instant; undefined: none any more. */
export const nextSummaryMs = (history: OrderHistory, afterMs: number): number | undefined => {
  if (latestOf(history).order.status === 'entered-in-error') return undefined;
  const last = lastEndOf(history) + MADE_AFTER_MS;
  const made = history.versions
    .flatMap((version) => gridOf(version) ?? [])
    .map(({ startMs, lengthMs }) => {
      const first = startMs + MADE_AFTER_MS;
      return first + lengthMs * Math.max(1, Math.floor((afterMs - first) / lengthMs) + 1);
    })
    .filter((at) => at <= last);
  return made.length === 0 ? undefined : Math.min(...made);
};

export interface SummaryUse {
  readonly versionInForce: typeof VersionInForce;
}

/**
 * The period that a summary made at an instant is of, and the version that asks for it; undefined: none is made.
 * The order may have ended since, but not before the period did. Source: contract, Evaluation, row `summary`.
 */
export const summaryAt = (
  history: OrderHistory,
  madeMs: number,
  use: SummaryUse,
): { readonly period: Period; readonly version: OrderVersion } | undefined => {
  if (latestOf(history).order.status === 'entered-in-error') return undefined;
  const version = use.versionInForce(history.versions, madeMs);
  const grid = version && gridOf(version);
  if (version === undefined || grid === undefined) return undefined;
  const { startMs, lengthMs: length } = grid;
  const toMs = madeMs - MADE_AFTER_MS;
  if ((toMs - startMs) % length !== 0 || toMs - startMs < length) return undefined;
  if (toMs > msOf(version.order.period.end)) return undefined;
  if (history.versions.some((v) => isEnd(v) && v.fromMs < toMs)) return undefined;
  return { period: { fromMs: toMs - length, toMs }, version };
};

/** A reading of the period, and the version of the order that evaluated it; undefined: none did. */
export interface Counted {
  readonly reading: Reading;
  readonly by: OrderVersion | undefined;
  readonly found: string | undefined;
}

export interface FiguresUse extends LimitUse {
  readonly implausible: typeof Implausible;
}

interface Shown {
  readonly text: string;
  readonly exact: Fraction;
}

/** The number of a reading in the unit of the summary; none where it has none, or an implausible one. */
const numberOf = ({ reading, by }: Counted, order: Order, use: FiguresUse): readonly Shown[] => {
  const { result } = reading;
  if (result.kind !== 'value' || use.implausible(reading, by?.order ?? order, use) !== undefined) return [];
  const { value, unit } = result.quantity;
  const exact = use.convert(fractionOf(value), unit, order.unit);
  return [{ exact, text: unit === order.unit ? value : rounded(exact, order) }];
};

const rounded = (value: Fraction, order: Order): string =>
  decimalText(roundHalfUp(value, precisionOf(order, order.unit)));

/** Of numbers that are equal the first is shown as it was sent. */
const furthest = (numbers: readonly Shown[], side: 1 | -1): Shown | undefined =>
  numbers.reduce<Shown | undefined>(
    (far, one) => (far === undefined || compare(one.exact, far.exact) * side > 0 ? one : far),
    undefined,
  );

/** What a summary says of the readings of its period. */
export const summaryFigures = (
  period: Period,
  readings: readonly Counted[],
  order: Order,
  use: FiguresUse,
): Required<Pick<InboxSummary, 'count' | 'summary'>> => {
  const numbers = readings.flatMap((reading) => numberOf(reading, order, use));
  const quantity = (value: string | undefined) => (value === undefined ? undefined : { value, unit: order.unit });
  const sum = sumOf(numbers.map((n) => n.exact));
  const mean = numbers.length === 0 ? undefined : rounded(divide(sum, fractionOf(`${numbers.length}`)), order);
  const counted = (...kinds: readonly string[]): number =>
    readings.filter(({ found }) => found !== undefined && kinds.includes(found)).length;
  return {
    count: readings.length,
    summary: compact({
      period: { start: isoOf(period.fromMs), end: isoOf(period.toMs) },
      abnormalCount: counted('H', 'L'),
      criticalCount: counted('HH', 'LL'),
      min: quantity(furthest(numbers, -1)?.text),
      max: quantity(furthest(numbers, 1)?.text),
      mean: quantity(mean),
    }),
  };
};

interface InboxSummary {
  readonly count: number;
  readonly summary: Summary;
}
