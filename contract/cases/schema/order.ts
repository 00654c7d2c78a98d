import { z } from 'zod';
import { Measure, UnitCode } from '../../domain/index.ts';
import { PersonName } from '../cast.ts';
import { LimitsTerm } from './limits.ts';
import { RuleTerm } from './rules.ts';
import { Instant, Name, WholeNumber } from './texts.ts';

/** What a new order and a change of one may both say. */
export const ORDER_BODY = {
  measure: Measure.optional(),
  unit: UnitCode.optional(),
  precision: WholeNumber.optional(),
  limits: LimitsTerm.optional(),
  rules: z.array(RuleTerm).optional(),
  responsible: PersonName.optional(),
  effectiveFrom: Instant.optional(),
  /** End of the order's period. */
  to: Instant.optional(),
};

/** An order, by its short name. Unsaid: glucose, mg/dL or kg, Rivera's, active, in force from its submission for 90 days. */
export const OrderTerm = z.strictObject({
  ...ORDER_BODY,
  patient: Name.optional(),
  from: Instant.optional(),
  status: z.enum(['draft', 'active']).optional(),
  /** Sent under the placer number of another order. */
  numberOf: Name.optional(),
});
export type OrderTerm = z.infer<typeof OrderTerm>;
/** What `change-order` says. */
export type OrderBody = Omit<OrderTerm, 'patient' | 'status' | 'numberOf'>;
