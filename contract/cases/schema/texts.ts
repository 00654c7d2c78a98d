import { z } from 'zod';
import { DecimalText, Duration, OffsetDateTime, Quantity, type ReadingResult, UnitCode } from '../../domain/index.ts';

/**
 * The short texts in which a worked case is written. Each is a schema, so that a mistake is reported
 * at its line.
 */

/** YAML numbers reach us as text; a JSON tool may hand over numbers. */
export const Decimal = z.union([DecimalText, z.number().transform(String)]);
export const WholeNumber = z.union([
  z
    .string()
    .regex(/^\d{1,4}$/, 'a whole number')
    .transform(Number),
  z.number().int().nonnegative(),
]);

/** Where the cases play when they do not say: winter time of New York. */
const YEAR = '2035';
const OFFSET = '-05:00';

/** `03-05 09:00` or `03-05 09:00:30` */
const ShortInstant = z
  .string()
  .regex(/^\d\d-\d\d \d\d:\d\d(?::\d\d)?$/, 'an instant, such as 03-05 09:00 (2035, -05:00)')
  .transform((text) => `${YEAR}-${text.replace(' ', 'T')}${text.length === 11 ? ':00' : ''}${OFFSET}`)
  .pipe(OffsetDateTime);

/** `2035-03-05T08:00-05:00`; seconds may be left out and are then filled in, because not every wire can leave them out. */
const FullInstant = OffsetDateTime.overwrite((text) => text.replace(/(T\d\d:\d\d)(Z|[+-])/, '$1:00$2'));

/** An instant in the short or in the full form. */
export const Instant = z.union([ShortInstant, FullInstant]);

/** `2 kg` */
export const QuantityTerm = z
  .string()
  .regex(/^\S+ \S+$/, 'a number and a unit, such as 2 kg')
  .transform((text, context) => {
    const [value, unit] = text.split(' ');
    const parsed = Quantity.safeParse({ value, unit });
    if (parsed.success) return parsed.data;
    context.addIssue(`a decimal and one of ${UnitCode.options.join(', ')}`);
    return z.NEVER;
  });

/** `3 d` */
export const DurationTerm = z
  .string()
  .regex(/^[1-9]\d{0,4} (?:min|h|d|wk)$/, 'a length of time, such as 3 d or 24 h')
  .transform((text): Duration => {
    const [value, unit] = text.split(' ');
    return Duration.parse({ value: Number(value), unit });
  });

/** `212 mg/dL`, `HI`, `LO`, `failed` */
export const ResultTerm = z.union([z.enum(['HI', 'LO', 'failed']), QuantityTerm]).transform((term): ReadingResult => {
  if (term === 'failed') return { kind: 'absent', reason: 'error' };
  if (term === 'HI' || term === 'LO') return { kind: 'off-scale', direction: term === 'HI' ? 'high' : 'low' };
  return { kind: 'value', quantity: term };
});

/** A short name inside one case. */
export const Name = z
  .string()
  .max(24)
  .regex(/^[a-z][a-z0-9-]*$/, 'a short name in lower case, such as noon');
