import { z } from 'zod';

const MILLISECONDS: Readonly<Record<string, number>> = { ms: 1, s: 1000, min: 60_000 };

/** `10s`, `500ms`, `1min` → milliseconds. */
export const MillisecondsTerm = z.string().transform((text, context) => {
  const [, number = '', unit = ''] = /^(\d{1,7}) ?(ms|s|min)$/.exec(text) ?? [];
  const ms = Number(number) * (MILLISECONDS[unit] ?? 0);
  if (ms > 0) return ms;
  context.addIssue({ code: 'custom', message: 'a length of time, such as "10s" or "500ms"', input: text });
  return z.NEVER;
});

/** A secret is never in the file: the file names the variable that holds it. */
export const EnvironmentTerm = z
  .string()
  .regex(/^\$\{[A-Z][A-Z0-9_]*\}$/, 'an environment variable, such as "${SUT_KEY}"');

export const PortNumberTerm = z
  .union([z.number().int(), z.string().regex(/^\d{1,5}$/, 'a port number')])
  .transform(Number)
  .refine((n) => n > 0 && n < 65_536, 'a port of 1 to 65535');

export const WholeNumberTerm = z
  .union([z.number().int(), z.string().regex(/^\d{1,6}$/, 'a whole number')])
  .transform(Number);
