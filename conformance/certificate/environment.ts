import { z } from 'zod';
import { HASH } from './canonical.ts';

/** What a run was made with. `null`: not known, as of a package without its repository. */
export const Environment = z.strictObject({
  format: z.literal(1),
  harness: z.string(),
  /** SHA-256 over everything that this build of the harness is made of. */
  build: z.string().regex(HASH),
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

/** What every self-test says of itself, whatever else is in its scores: which build made it. */
export const Scores = z.looseObject({ format: z.literal(1), harness: z.string(), build: z.string().regex(HASH) });

/** Whether a self-test is of this very build: the version alone is the same for any change that nobody has released. */
export const isOfBuild = (
  { harness, build }: Pick<z.infer<typeof Scores>, 'harness' | 'build'>,
  own: Pick<Environment, 'harness' | 'build'>,
): boolean => harness === own.harness && build === own.build;

/** Scores of the self-test of this harness, or that there are none. */
export const Selftest = z.union([
  z.strictObject({ format: z.literal(1), given: z.literal(false), why: z.string() }),
  z.strictObject({ format: z.literal(1), given: z.literal(true), scores: Scores }),
]);
export type Selftest = z.infer<typeof Selftest>;

export const NO_SELFTEST: Selftest = {
  format: 1,
  given: false,
  why: 'no scores of the self-test of this harness were given (certify --selftest FILE)',
};
