import { z } from 'zod';
import { DecimalText, Duration, MealContext, UnitCode } from '../../../contract/domain/index.ts';
import { fields } from '../../sut/fields.ts';

/** A decimal as the author wrote it. A YAML file keeps `7.0`; in TypeScript write '7.0' to keep the zero. */
export const DecimalTerm = z
  .union([z.string(), z.number()])
  .transform(String)
  .pipe(DecimalText)
  .meta({ description: 'A decimal; its digits are kept as written.' });

/** A whole number; a YAML file hands its digits over as text. */
export const WholeTerm = z
  .union([z.number().int(), z.string().regex(/^\d{1,6}$/, 'a whole number')])
  .transform(Number)
  .meta({ description: 'A whole number.' });

const UNITS = UnitCode.options.join(', ');

/** `2 kg`, `54 mg/dL`. */
export const QuantityTerm = z.string().transform((text, context) => {
  const [value = '', unit = '', ...rest] = text.trim().split(/\s+/);
  const parsed = z.strictObject({ value: DecimalText, unit: UnitCode }).safeParse({ value, unit });
  if (parsed.success && rest.length === 0) return parsed.data;
  context.addIssue({ code: 'custom', message: `a decimal and a unit (${UNITS}), such as "2 kg"`, input: text });
  return z.NEVER;
});

/** `3 d`, `24 h`, `30 min`, `1 wk`. */
export const DurationTerm = z.string().transform((text, context) => {
  const match = /^(\d{1,6}) ?(min|h|d|wk)$/.exec(text.trim());
  const parsed = Duration.safeParse({ value: Number(match?.[1]), unit: match?.[2] });
  if (parsed.success) return parsed.data;
  context.addIssue({ code: 'custom', message: 'a length of time, such as "3 d", "24 h" or "30 min"', input: text });
  return z.NEVER;
});

/** One interval of a limit, in the order's unit. A bound that is left out does not limit. */
const IntervalTerm = fields({
  low: DecimalTerm.optional(),
  high: DecimalTerm.optional(),
  inclusive: z.enum(['low', 'high', 'both']).optional(),
  context: MealContext.optional(),
}).meta({ description: 'Outside [low, high] raises an item; `inclusive` adds the bound itself.' });

const oneOrMore = z.union([IntervalTerm, z.array(IntervalTerm).min(1).max(12)]);

/** The limits of an order by tier: outside `reference` is abnormal, outside `critical` is critical. */
export const LimitsTerm = fields({
  reference: oneOrMore.optional(),
  critical: oneOrMore.optional(),
  absolute: oneOrMore.optional(),
});

/**
 * Whom the profile of the SUT provides, by the part they play. `decoy` owns no order of any
 * scenario: whatever reaches this person is wrong. `nobody` is unknown to the SUT.
 */
export const PersonRole = z.enum(['responsible', 'other', 'covering', 'fourth', 'pool', 'decoy', 'nobody']);
export type PersonRole = z.infer<typeof PersonRole>;

/** A local name: of a patient, an order, a reading. */
export const Name = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'a name in lower case, such as "jane" or "after-lunch"');
