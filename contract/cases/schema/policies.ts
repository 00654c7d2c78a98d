import { z } from 'zod';
import { WholeNumber } from './texts.ts';

/** What the system of a case declares; unsaid: the contract's defaults. */
export const CasePolicies = z.strictObject({
  backfill: z.enum(['since-order-start', 'none']).optional(),
  afterEnd: z.enum(['accept', 'refuse']).optional(),
  control: z.enum(['refuse', 'store-apart']).optional(),
  future: z.enum(['refuse', 'quarantine']).optional(),
  duplicates: z.enum(['server-side', 'conditional-create']).optional(),
  backdateDays: WholeNumber.optional(),
});
export type CasePolicies = z.infer<typeof CasePolicies>;
