import { z } from 'zod';
import { Identifier } from './identifier.ts';
import { OffsetDateTime } from './time.ts';

/** One absence, [start, end). Without `coveredBy` nobody stands in, and items stay with the person. */
export const Absence = z.strictObject({
  period: z.strictObject({ start: OffsetDateTime, end: OffsetDateTime }),
  coveredBy: Identifier.optional(),
});
export type Absence = z.infer<typeof Absence>;

/**
 * When a person (or pool) is away and who gets the items instead. Always the whole set: a later one
 * replaces an earlier one. Asked when an item is raised, up to three deep (contract: Evaluation, coverage).
 */
export const Coverage = z.strictObject({ person: Identifier, absences: z.array(Absence).max(50) });
export type Coverage = z.infer<typeof Coverage>;
