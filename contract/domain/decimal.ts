import { z } from 'zod';

const MOST_CHARACTERS = 32;
const DECIMAL = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d{1,2})?$/;

/**
 * A decimal number as its sender wrote it: `"7.0"` stays `"7.0"`. Never a binary float, because
 * the number of digits is part of a measurement and because limits are compared exactly.
 * At most 32 characters, so that hostile input stays cheap. Exponents are FHIR's (`1e2`).
 */
export const DecimalText = z.string().max(MOST_CHARACTERS).regex(DECIMAL, 'a decimal number, such as 7.0');
export type DecimalText = z.infer<typeof DecimalText>;

/** The same of a text, for what is read with every reading. */
export const isDecimalText = (text: string): text is DecimalText =>
  text.length <= MOST_CHARACTERS && DECIMAL.test(text);
