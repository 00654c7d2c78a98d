import type { Interpretation, ReadingResult } from '../../../../contract/domain/reading.ts';
import type { InboxItem, ItemKind, ItemStatus } from '../../../../contract/domain/inbox-item.ts';
import type { OrderStatus } from '../../../../contract/domain/order.ts';
import type { Duration } from '../../../../contract/domain/time.ts';
import type { EligibilityReason } from '../../../../contract/domain/tracker.ts';
import type { MealContext, Measure } from '../../../../contract/domain/measure.ts';
import { limitWords } from './limit-words.ts';
import { quantityText } from './quantity-text.ts';

export const MEASURE_WORDS: Readonly<Record<Measure, string>> = { glucose: 'Glucose', weight: 'Weight' };

export const KIND_WORDS: Readonly<Record<ItemKind, string>> = {
  critical: 'Critical',
  abnormal: 'Abnormal',
  change: 'Change',
  missing: 'No data',
  'data-quality': 'Implausible',
  summary: 'Summary',
};

export const STATUS_WORDS: Readonly<Record<ItemStatus, string>> = {
  new: 'New',
  seen: 'Seen',
  done: 'Done',
  withdrawn: 'Withdrawn',
};

export const ORDER_STATUS_WORDS: Readonly<Record<OrderStatus, string>> = {
  draft: 'a draft',
  active: 'in force',
  'on-hold': 'on hold',
  completed: 'completed',
  revoked: 'ended',
  'entered-in-error': 'entered in error',
};

export const CONTEXT_WORDS: Readonly<Record<MealContext, string>> = {
  'pre-meal': 'before a meal',
  'post-meal': 'after a meal',
  fasting: 'fasting',
  casual: 'casual',
  bedtime: 'at bedtime',
};

export const INTERPRETATION_WORDS: Readonly<Record<Interpretation, string>> = {
  N: 'normal',
  H: 'high',
  L: 'low',
  HH: 'critically high',
  LL: 'critically low',
  U: 'gain',
  D: 'loss',
  '>': 'above the meter’s scale',
  '<': 'below the meter’s scale',
};

export const ELIGIBILITY_WORDS: Readonly<Record<EligibilityReason, string>> = {
  'no-phone': 'no phone is known',
  'os-too-old': 'its system is too old (iOS 8 or Android 9 is needed)',
  'no-health-store': 'it has no health store',
  'unknown-platform': 'what system it runs is not known',
};

const UNIT_WORDS: Readonly<Record<Duration['unit'], string>> = { min: 'minute', h: 'hour', d: 'day', wk: 'week' };

/** `1 day`, `48 hours`. */
export const durationText = ({ value, unit }: Duration): string =>
  `${value} ${UNIT_WORDS[unit]}${value === 1 ? '' : 's'}`;

/** What a meter or scale said. */
export const resultText = (result: ReadingResult): string => {
  switch (result.kind) {
    case 'value':
      return quantityText(result.quantity);
    case 'off-scale':
      return result.direction === 'high' ? 'HI' : 'LO';
    case 'absent':
      return 'no value';
  }
};

const readingsText = (count: number): string => `${count} reading${count === 1 ? '' : 's'}`;

/** What an item is about, in one line without its patient: measure, value, limit. */
export const itemText = (item: InboxItem): string => {
  const { kind, measure, value, interpretation, count } = item;
  const what = measure === undefined ? '' : MEASURE_WORDS[measure];
  if (kind === 'missing') return `${what}: nothing has come in time`;
  if (kind === 'summary') return `${what}: summary${count === undefined ? '' : ` of ${readingsText(count)}`}`;
  const said =
    value === undefined ? interpretation.map((code) => INTERPRETATION_WORDS[code]).join(', ') : quantityText(value);
  const crossed = limitWords(item);
  return `${what} ${said}${crossed === '' ? '' : `, ${crossed}`}${count === undefined ? '' : `, ${readingsText(count)}`}`;
};
