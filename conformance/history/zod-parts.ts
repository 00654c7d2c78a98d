import type { z } from 'zod';

/** What a schema is made of, in the library's own terms, for code that walks a schema instead of running it. */
export type SchemaParts = z.core.$ZodTypes['_zod']['def'];
export type CheckParts =
  | z.core.$ZodChecks['_zod']['def']
  | { readonly check: 'custom'; readonly fn: (value: unknown) => unknown };

/* oxlint-disable no-underscore-dangle -- the library's name for its public parts */
export const partsOf = (schema: z.core.$ZodType): SchemaParts => (schema as z.core.$ZodTypes)._zod.def;

export const checksOf = (schema: z.core.$ZodType): readonly CheckParts[] =>
  (schema._zod.def.checks ?? []).map(
    (check) => (check as unknown as { readonly _zod: { readonly def: CheckParts } })._zod.def,
  );

/** It may be left out, and then nothing is filled in. */
export const isOptional = (schema: z.core.$ZodType): boolean =>
  schema._zod.optin === 'optional' && schema._zod.optout === 'optional';
/* oxlint-enable no-underscore-dangle */
