import type { Interval } from '../../../../../contract/domain/limit.ts';
import type { Measure } from '../../../../../contract/domain/measure.ts';
import type { UnitCode } from '../../../../../contract/domain/quantity.ts';

/** What was entered into the form of an order, by the names of its fields; empty where nothing was. */
export type Entered = (field: string) => string;

/** One interval that the form asks for: fields NAME-low, NAME-high and NAME-inclusive. */
export interface IntervalFields extends Pick<Interval, 'tier' | 'context'> {
  readonly name: string;
  readonly title: string;
}

const ABNORMAL: IntervalFields = { name: 'abnormal', tier: 'reference', title: 'Abnormal' };
const CRITICAL: IntervalFields = { name: 'critical', tier: 'critical', title: 'Critical' };
const IMPLAUSIBLE: IntervalFields = {
  name: 'implausible',
  tier: 'absolute',
  title: 'Implausible: kept, and not taken for a measurement of this patient',
};

/** Every interval that may be ordered of a measure, in their order on the page. */
export const INTERVALS: Readonly<Record<Measure, readonly IntervalFields[]>> = {
  glucose: [
    ABNORMAL,
    { name: 'before-meal', tier: 'reference', context: 'pre-meal', title: 'Abnormal before a meal' },
    { name: 'after-meal', tier: 'reference', context: 'post-meal', title: 'Abnormal after a meal' },
    CRITICAL,
    IMPLAUSIBLE,
  ],
  weight: [ABNORMAL, CRITICAL, IMPLAUSIBLE],
};

/** Places for rules of a change: fields NAME-direction, NAME-amount and NAME-days. */
export const CHANGES = ['change-1', 'change-2', 'change-3'] as const;

/** Units to order in, the usual one first. */
export const UNITS: Readonly<Record<Measure, readonly UnitCode[]>> = {
  glucose: ['mg/dL', 'mmol/L'],
  weight: ['kg', '[lb_av]'],
};

/** Something that cannot be taken as it was entered: in which field, and what to do. */
export interface Problem {
  readonly field: string;
  readonly text: string;
}
