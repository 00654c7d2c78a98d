import { z } from 'zod';

const MOST_CHARACTERS = 40;
const INSTANT =
  /^(?:000[1-9]|00[1-9]\d|0[1-9]\d{2}|[1-9]\d{3})-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d(?::(?:[0-5]\d|60)(?:\.\d{1,9})?)?(?:Z|[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00))$/;

/**
 * An instant with its own offset, ISO 8601: `2026-03-03T07:59:00-05:00` or `…Z`. Seconds and a
 * fraction are optional (a minute means its first instant); an offset never is, because a time
 * without one names no instant, and is 14 hours at the most, as in FHIR. The text is kept as sent; compare instants,
 * never texts.
 */
export const OffsetDateTime = z
  .string()
  .max(MOST_CHARACTERS)
  .regex(INSTANT, 'an instant with an offset, such as 2026-03-03T07:59:00-05:00');
export type OffsetDateTime = z.infer<typeof OffsetDateTime>;

/** The same of a text, for what is read with every reading. */
export const isOffsetDateTime = (text: string): text is OffsetDateTime =>
  text.length <= MOST_CHARACTERS && INSTANT.test(text);

/** Units of a rule's window or period. UCUM. */
export const DurationUnit = z.enum(['min', 'h', 'd', 'wk']);
export type DurationUnit = z.infer<typeof DurationUnit>;

/** A length of time as an order states it: a positive whole number of minutes, hours, days or weeks. */
export const Duration = z.strictObject({ value: z.number().int().positive().max(100_000), unit: DurationUnit });
export type Duration = z.infer<typeof Duration>;
