import { refuseHere } from './attempt.ts';
import type { Segment } from './segment.ts';

/** Refuses a second repetition (`field-not-understood`) in fields of which only the first would be read: whatever it says would be lost. */
export const checkOnce = (holder: Segment, fields: readonly number[]): void => {
  const repeated = fields.find((field) => holder.repetitions(field) > 1);
  if (repeated !== undefined) refuseHere('field-not-understood', holder.place(repeated), 'it stands there once');
};
