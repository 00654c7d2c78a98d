import { z } from 'zod';
import { DecimalText } from './decimal.ts';
import { MealContext } from './measure.ts';

/** `reference`: outside is abnormal. `critical`: outside is critical. `absolute`: outside is not a measurement of this patient. */
export const Tier = z.enum(['reference', 'critical', 'absolute']);
export type Tier = z.infer<typeof Tier>;

/**
 * One interval of an order, in the order's unit. Either bound may be absent (one-sided). A value
 * equal to a bound is inside, unless that bound is declared inclusive.
 */
export const Interval = z
  .strictObject({
    tier: Tier,
    low: DecimalText.optional(),
    high: DecimalText.optional(),
    /** The alert includes the bound itself: `>=` instead of `>`, `<=` instead of `<`. */
    inclusive: z.enum(['low', 'high', 'both']).optional(),
    context: MealContext.optional(),
  })
  .refine((i) => i.low !== undefined || i.high !== undefined, 'an interval needs a low or a high bound');
export type Interval = z.infer<typeof Interval>;
