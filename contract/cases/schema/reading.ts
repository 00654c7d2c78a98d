import { z } from 'zod';
import { MealContext, Measure, UnitCode } from '../../domain/index.ts';
import { Instant, Name, ResultTerm, WholeNumber } from './texts.ts';

const CONTENT = {
  /** Unsaid: measured when it is sent; of a correction, when the reading was measured. */
  effective: Instant.optional(),
  measure: Measure.optional(),
  patient: Name.optional(),
  device: Name.optional(),
  sequence: WholeNumber.optional(),
  /** Meal context; with several of them the general limits hold. */
  context: z.union([MealContext, z.array(MealContext).min(2).max(5)]).optional(),
  /** A result of the meter's own test liquid. */
  control: z.literal(true).optional(),
  /** The client that sends it. */
  source: Name.optional(),
  /** Under the LOINC code that goes with this unit, or under this code. */
  codeOf: UnitCode.optional(),
  code: z.string().optional(),
  /** What is wrong with it on the wire. */
  fault: z.enum(['no-offset', 'bad-number', 'unknown-unit']).optional(),
  /** Sent with the credentials of this patient. */
  sentBy: Name.optional(),
};

/** A reading. */
export const ReadingTerm = z.strictObject({
  name: Name,
  value: ResultTerm,
  ...CONTENT,
  status: z.enum(['preliminary', 'final']).optional(),
  /** Sent under the identifier of another reading. */
  identifierOf: Name.optional(),
});
export type ReadingTerm = z.infer<typeof ReadingTerm>;

/** A correction: of a reading by its name, or under an identifier that nothing was sent under (`name` alone). Unsaid stays. */
export const CorrectionTerm = z
  .strictObject({ of: Name.optional(), name: Name.optional(), value: ResultTerm.optional(), ...CONTENT })
  .refine(
    (term) => term.of !== undefined || (term.name !== undefined && term.value !== undefined),
    'of, or name and value',
  );
export type CorrectionTerm = z.infer<typeof CorrectionTerm>;

/** An erasure: of a reading by its name, or under an identifier that nothing was sent under. */
export const ErasureTerm = z.union([Name, z.strictObject({ name: Name, value: ResultTerm, ...CONTENT })]);
export type ErasureTerm = z.infer<typeof ErasureTerm>;
