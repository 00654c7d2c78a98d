import { z } from 'zod';
import { OPTIONAL_RULES } from '../../contract/domain/index.ts';

/** What an outage held up has come within this of the system's answering again, where nothing else is declared, ms. */
export const RECOVERY_MS = 60_000;

/** An alert that was not acknowledged comes again within this, where nothing else is declared, ms. */
export const AGAIN_MS = 60_000;

/** Deadlines in milliseconds that the SUT is held to (contract: Deadlines). */
export const Deadlines = z.strictObject({
  critical: z.number().int().positive(),
  other: z.number().int().positive(),
  filed: z.number().int().positive(),
  /** Tracker offered after signing; absent: 60 s. */
  tracker: z.number().int().positive().optional(),
  /** From when the system answers again after an outage; absent: 60 s. */
  recovery: z.number().int().positive().optional(),
  /** From an alert that was not acknowledged to the same one again; absent: 60 s. */
  again: z.number().int().positive().optional(),
});
export type Deadlines = z.infer<typeof Deadlines>;

/** Declared policies (contract: Declared policies). */
export const Policies = z.strictObject({
  backfill: z.enum(['since-order-start', 'none']).default('since-order-start'),
  afterEnd: z.enum(['accept', 'refuse']).default('accept'),
  control: z.enum(['refuse', 'store-apart']).default('refuse'),
  future: z.enum(['refuse', 'quarantine']).default('refuse'),
  duplicates: z.enum(['server-side', 'conditional-create']).default('server-side'),
  backdateDays: z.number().int().nonnegative().default(30),
});
export type Policies = z.infer<typeof Policies>;

/** What an order may ask for and a system may lack. */
export const RuleClaim = z.enum(OPTIONAL_RULES);
export type RuleClaim = z.infer<typeof RuleClaim>;

/** What was made of one recorded file: every line is a reading, another event, or counted as one that cannot be parsed. */
export const RecordedFile = z.strictObject({
  file: z.string(),
  lines: z.number().int(),
  glucose: z.number().int(),
  offScale: z.number().int(),
  other: z.number().int(),
  unparsable: z.number().int(),
  /** The lines that cannot be parsed, the first hundred. */
  problems: z.array(z.strictObject({ line: z.number().int(), why: z.string() })).max(100),
});
export type RecordedFile = z.infer<typeof RecordedFile>;

/**
 * What carried an act. `provisioned`: it was made before the run, as a list says; `operator`: a person did it and said so;
 * `command`: a program that the profile names stopped or started the system.
 */
export const Via = z.enum(['fhir', 'hl7v2', 'port-protocol', 'provisioned', 'operator', 'command']);
export type Via = z.infer<typeof Via>;
