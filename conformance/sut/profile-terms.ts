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

/** A name or a version: it stands in a line of every report, and in what is signed. */
export const labelTerm = (most: number) =>
  z
    .string()
    .min(1)
    .max(most)
    .refine((text) => text.trim() !== '' && !/\p{C}/u.test(text), 'text in one line, without control characters');

const hasNoUser = (text: string): boolean => {
  const { username, password } = new URL(text);
  return username === '' && password === '';
};

/** Where a token is asked for. No secret stands in a profile, and so none in an address. */
export const AddressTerm = z
  .url({ protocol: /^https?$/, error: 'an http or https address' })
  .refine((text) => !URL.canParse(text) || hasNoUser(text), 'an address without a user or a password: see access');

/** What paths are put behind. */
export const BaseTerm = AddressTerm.refine((text) => !/[?#]/.test(text), 'an address without ? and #');

/** A host alone, by name or by number. */
export const HostTerm = z.string().regex(/^[A-Za-z0-9._:%-]+$/, 'a host name or an IP address, without http://');
