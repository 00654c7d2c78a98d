import { z } from 'zod';

/** What a run was made with. `null`: not known, as of a package without its repository. */
export const Environment = z.strictObject({
  format: z.literal(1),
  harness: z.string(),
  /** Git commit of the harness. */
  commit: z.string().nullable(),
  /** SHA-256 of package-lock.json. */
  lockfile: z.string().nullable(),
  node: z.string(),
  platform: z.string(),
  cores: z.number().int().positive(),
  memoryBytes: z.number().int().positive(),
  /** The worst delay of the harness's own event loop, nanoseconds; null: the run was cut off and did not say. */
  lagNs: z.number().int().nonnegative().nullable(),
  /** The delay that 999 of 1,000 stayed under; null: too few were measured. */
  lagP999Ns: z.number().int().nonnegative().nullable(),
});
export type Environment = z.infer<typeof Environment>;

/** Scores of the self-test of this harness, or that there are none. */
export const Selftest = z.union([
  z.strictObject({ format: z.literal(1), given: z.literal(false), why: z.string() }),
  z.strictObject({ format: z.literal(1), given: z.literal(true), scores: z.unknown() }),
]);
export type Selftest = z.infer<typeof Selftest>;

export const NO_SELFTEST: Selftest = {
  format: 1,
  given: false,
  why: 'no scores of the self-test of this harness were given (certify --selftest FILE)',
};
