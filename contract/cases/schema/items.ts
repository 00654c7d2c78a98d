import { z } from 'zod';
import { Interpretation, ItemKind, WithdrawalReason } from '../../domain/index.ts';
import { PersonName } from '../cast.ts';
import { Decimal, Instant, Name, WholeNumber } from './texts.ts';

export const ItemRule = z.enum(['limits', 'change', 'repeated', 'missing', 'data-quality', 'escalation', 'summary']);
export type ItemRule = z.infer<typeof ItemRule>;

const Interpretations = z.union([Interpretation, z.array(Interpretation).min(1)]);

/** What tells one item from another. Of several that fit, the first of an escalation is meant unless a step is said. */
const REFERENCE = {
  reading: Name.optional(),
  order: Name.optional(),
  kind: ItemKind.optional(),
  rule: ItemRule.optional(),
  interpretation: Interpretations.optional(),
  step: WholeNumber.optional(),
  due: Instant.optional(),
  /** Start of the period of a summary. */
  period: Instant.optional(),
};

/** An item by its reading's name, or by more of it. */
export const ItemReference = z.union([Name, z.strictObject(REFERENCE)]);
export type ItemReference = z.infer<typeof ItemReference>;

const FullRaise = z.strictObject({
  ...REFERENCE,
  to: PersonName.optional(),
  late: z.boolean().optional(),
  /** Of a repeated item: the readings that make it. */
  members: z.array(Name).min(2).optional(),
  count: WholeNumber.optional(),
  abnormal: WholeNumber.optional(),
  critical: WholeNumber.optional(),
  min: Decimal.optional(),
  max: Decimal.optional(),
  mean: Decimal.optional(),
});
export type FullRaise = z.infer<typeof FullRaise>;

/** An item that an act raises, by its interpretation alone or in full. Unsaid: the act's own reading, the only order, its responsible. */
export const RaisedTerm = z.union([Interpretation, FullRaise]);
export type RaisedTerm = z.infer<typeof RaisedTerm>;

/** An item that an act updates: a reading joins its digest or leaves it, or its own reading was corrected to the like. */
export const UpdatedTerm = z.union([Name, z.strictObject({ ...REFERENCE, members: z.array(Name).min(1).optional() })]);
export type UpdatedTerm = z.infer<typeof UpdatedTerm>;

export const WithdrawnTerm = z.strictObject({ ...REFERENCE, reason: WithdrawalReason });
export type WithdrawnTerm = z.infer<typeof WithdrawnTerm>;
