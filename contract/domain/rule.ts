import { z } from 'zod';
import { Identifier } from './identifier.ts';
import { Quantity } from './quantity.ts';
import { Duration } from './time.ts';

/** Gain or loss of more than `amount` inside `window`. Days are local dates, hours elapsed time. */
export const ChangeRule = z.strictObject({
  kind: z.literal('change'),
  direction: z.enum(['gain', 'loss']),
  amount: Quantity,
  window: Duration,
  boundary: z.enum(['strict', 'inclusive']).default('strict'),
});
export type ChangeRule = z.infer<typeof ChangeRule>;

/** `count` abnormal readings of one direction inside `window` make one item; replaces "each" for abnormal ones. */
export const RepeatedRule = z.strictObject({
  kind: z.literal('repeated'),
  count: z.number().int().min(2),
  window: Duration,
});
/** Nothing filed for `period`. */
export const MissingRule = z.strictObject({ kind: z.literal('missing'), period: Duration });
/** A further abnormal reading within `window` updates the open item. */
export const DigestRule = z.strictObject({ kind: z.literal('digest'), window: Duration });
/** A critical item not seen within `after` is copied to `recipient`. Steps count from 1 without a gap. */
export const EscalationRule = z.strictObject({
  kind: z.literal('escalation'),
  step: z.number().int().min(1),
  after: Duration,
  recipient: Identifier,
});
/** A periodic digest of the filed data. */
export const SummaryRule = z.strictObject({
  kind: z.literal('summary'),
  period: Duration,
  recipient: Identifier.optional(),
});
/** Which abnormal readings raise an item by themselves. Absent: `repeated` if a repeated rule exists, else `each`. */
export const AlertOnRule = z.strictObject({
  kind: z.literal('alert-on'),
  abnormal: z.enum(['each', 'repeated', 'none']),
});

/** What an order may ask for and a system may lack; a run says which of them its system claims. */
export const OPTIONAL_RULES = [
  'alert-on',
  'digest',
  'escalation',
  'implausible',
  'meal-context',
  'missing',
  'repeated',
  'summary',
] as const;

/** Everything temporal that an order may ask for (contract: Evaluation). */
export const Rule = z.discriminatedUnion('kind', [
  ChangeRule,
  RepeatedRule,
  MissingRule,
  DigestRule,
  EscalationRule,
  SummaryRule,
  AlertOnRule,
]);
export type Rule = z.infer<typeof Rule>;
export type RuleKind = Rule['kind'];
