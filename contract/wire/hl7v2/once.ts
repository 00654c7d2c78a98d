import { refuseHere } from './attempt.ts';
import { SPLIT_KEY } from './identifier.ts';
import type { Segment } from './segment.ts';

/** Refuses a second repetition (`field-not-understood`) in fields of which only the first would be read: whatever it says would be lost. */
export const checkOnce = (holder: Segment, fields: readonly number[]): void => {
  const repeated = fields.find((field) => holder.repetitions(field) > 1);
  if (repeated !== undefined) refuseHere('field-not-understood', holder.place(repeated), 'it stands there once');
};

/** Refuses EI fields whose key is not one text (`bad-value`). */
export const checkKeys = (holder: Segment, fields: readonly number[]): void => {
  const split = fields.find((field) => holder.isSplit(field));
  if (split !== undefined) refuseHere('bad-value', holder.place(split), SPLIT_KEY);
};
