import { OffsetDateTime } from '../../contract/domain/time.ts';
import { instantOf } from '../../simulator/instant-of.ts';

/**
 * An instant that can be compared: on a day of the calendar, and no leap second. Of any other nobody could say that it is
 * past, and what ends then would never end.
 */
export const Instant = OffsetDateTime.refine(
  (text) => instantOf(text) !== undefined,
  'an instant on a day that there is, and no leap second',
);
