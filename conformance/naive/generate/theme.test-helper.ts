import type { Interval, Measure, Rule, UnitCode } from '../../../contract/domain/index.ts';

/** What a move may do. */
export type Kind =
  | OrderKind
  | ReadingKind
  | 'grant'
  | 'withdraw'
  | 'grant-other'
  | 'seen'
  | 'done'
  | 'coverage'
  | 'pick'
  | 'disconnect'
  | 'admit'
  | 'expel';
type OrderKind =
  | 'order'
  | 'draft'
  | 'other-order'
  | 'weight-order'
  | 'bad-order'
  | 'order-again'
  | 'sign'
  | 'limits'
  | 'hold'
  | 'resume'
  | 'complete'
  | 'revoke'
  | 'error'
  | 'hand-over';
type ReadingKind =
  | 'reading'
  | 'plain'
  | 'again'
  | 'conflict'
  | 'alias'
  | 'correct'
  | 'erase'
  | 'tombstone'
  | 'preliminary'
  | 'bundle'
  | 'defect'
  | 'control'
  | 'future'
  | 'other-measure'
  | 'stranger';

/** What a history is about: one order, what it is measured by, and what is likely to happen. */
export interface Theme {
  readonly measure: Measure;
  readonly unit: UnitCode;
  readonly limits: readonly (readonly Interval[])[];
  readonly rules: readonly (readonly Rule[])[];
  /** The first moves; each is left out now and then. */
  readonly opening: readonly Kind[];
  readonly kinds: readonly Kind[];
  readonly values: readonly string[];
  /** Minutes between moves. */
  readonly waits: readonly number[];
  /** Minutes by which a reading was measured before it is sent. */
  readonly ages: readonly number[];
  /** Minutes from the beginning of the run to the order's start. */
  readonly start: readonly number[];
  /** Minutes east of UTC where it is measured. */
  readonly offsets: readonly number[];
  /** Readings say their relation to a meal. */
  readonly contexts?: boolean;
  /** Policies that are declared otherwise than by default. */
  readonly policies?: readonly ('backfill' | 'afterEnd' | 'control' | 'future')[];
  readonly portal?: boolean;
  readonly sources?: boolean;
}

export const HOUR_MINUTES = 60;
export const DAY_MINUTES = 24 * HOUR_MINUTES;

export const reference: Interval = { tier: 'reference', low: '70', high: '180' };
export const critical: Interval = { tier: 'critical', low: '54', high: '300' };

/** Glucose by the meter, evaluated by limits alone. */
export const GLUCOSE: Theme = {
  measure: 'glucose',
  unit: 'mg/dL',
  limits: [
    [reference, critical],
    [
      { ...reference, inclusive: 'high' },
      { ...critical, inclusive: 'both' },
    ],
    [{ tier: 'reference', high: '160' }],
    [{ tier: 'critical', low: '60', high: '250' }],
  ],
  rules: [[]],
  opening: ['order', 'grant'],
  kinds: ['reading', 'reading', 'reading', 'plain', 'correct', 'limits', 'seen', 'other-order', 'again', 'hand-over'],
  values: `200,180,181,310,300,301,54,53,70,69,120,10.0 mmol/L,10.1 mmol/L,160,161,250`.split(','),
  waits: [5, 7, 21, 33, 2 * HOUR_MINUTES + 1, 13, 1, DAY_MINUTES + 3],
  ages: [
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    1,
    10,
    60,
    61,
    180,
    59,
    DAY_MINUTES,
    2 * DAY_MINUTES,
    7 * DAY_MINUTES,
    7 * DAY_MINUTES + 1,
  ],
  start: [-9 * DAY_MINUTES, -9 * DAY_MINUTES, -9 * DAY_MINUTES, -DAY_MINUTES, -9 * DAY_MINUTES, 0],
  offsets: [0],
};
