import { z } from 'zod';
import { PersonName } from '../cast.ts';
import { DurationTerm, QuantityTerm, WholeNumber } from './texts.ts';

/** The rules of an order, each as a case writes it. */
export const RuleTerm = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('change'),
    direction: z.enum(['gain', 'loss']),
    amount: QuantityTerm,
    window: DurationTerm,
    boundary: z.enum(['strict', 'inclusive']).optional(),
  }),
  z.strictObject({ kind: z.literal('repeated'), count: WholeNumber, window: DurationTerm }),
  z.strictObject({ kind: z.literal('missing'), period: DurationTerm }),
  z.strictObject({ kind: z.literal('digest'), window: DurationTerm }),
  z.strictObject({ kind: z.literal('escalation'), step: WholeNumber, after: DurationTerm, to: PersonName }),
  z.strictObject({ kind: z.literal('summary'), period: DurationTerm, to: PersonName.optional() }),
  z.strictObject({ kind: z.literal('alert-on'), abnormal: z.enum(['each', 'repeated', 'none']) }),
]);
export type RuleTerm = z.infer<typeof RuleTerm>;
