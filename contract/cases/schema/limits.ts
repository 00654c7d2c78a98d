import { z } from 'zod';
import { MealContext } from '../../domain/index.ts';
import { Decimal } from './texts.ts';

const BoundsTerm = z.strictObject({
  low: Decimal.optional(),
  high: Decimal.optional(),
  inclusive: z.enum(['low', 'high', 'both']).optional(),
  context: MealContext.optional(),
});

/** The bounds of one tier: one interval, or a list of them where meal contexts have bounds of their own. */
const TierTerm = z.union([BoundsTerm, z.array(BoundsTerm).min(1)]);

export const LimitsTerm = z.strictObject({
  reference: TierTerm.optional(),
  critical: TierTerm.optional(),
  absolute: TierTerm.optional(),
});
export type LimitsTerm = z.infer<typeof LimitsTerm>;
