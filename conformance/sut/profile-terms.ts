import { z } from 'zod';

const MILLISECONDS: Readonly<Record<string, number>> = { ms: 1, s: 1000, min: 60_000 };

/** A day. A run waits for some of these together, and a timer that is set beyond 24.8 days fires at once. */
const MOST_MS = 86_400_000;

/** `10s`, `500ms`, `1min` → milliseconds; a day at the most. */
export const MillisecondsTerm = z.string().transform((text, context) => {
  const [, number = '', unit = ''] = /^(\d{1,7}) ?(ms|s|min)$/.exec(text) ?? [];
  const ms = Number(number) * (MILLISECONDS[unit] ?? 0);
  if (ms > 0 && ms <= MOST_MS) return ms;
  const message =
    ms > MOST_MS
      ? 'a length of time of a day (1440min) at the most: a run waits for it'
      : 'a length of time, such as "10s" or "500ms"';
  context.addIssue({ code: 'custom', message, input: text });
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
