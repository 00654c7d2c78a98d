import { z } from 'zod';
import { DurationTerm, PersonRole, QuantityTerm, WholeTerm } from './terms.ts';
import { fields } from '../../sut/fields.ts';

/** A rule of an order as an author writes it; the kinds and fields are those of contract/domain/rule.ts. */
export const RuleTerm = z.discriminatedUnion('kind', [
  fields({
    kind: z.literal('change'),
    direction: z.enum(['gain', 'loss']),
    amount: QuantityTerm,
    window: DurationTerm,
    boundary: z.enum(['strict', 'inclusive']).optional(),
  }),
  fields({ kind: z.literal('repeated'), count: WholeTerm, window: DurationTerm }),
  fields({ kind: z.literal('missing'), period: DurationTerm }),
  fields({ kind: z.literal('digest'), window: DurationTerm }),
  fields({ kind: z.literal('escalation'), step: WholeTerm, after: DurationTerm, recipient: PersonRole }),
  fields({ kind: z.literal('summary'), period: DurationTerm, recipient: PersonRole.optional() }),
  fields({ kind: z.literal('alert-on'), abnormal: z.enum(['each', 'repeated', 'none']) }),
]);
export type RuleTerm = z.infer<typeof RuleTerm>;
