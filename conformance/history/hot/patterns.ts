import type { z } from 'zod';
import { DecimalText, OffsetDateTime } from '../../../contract/domain/index.ts';
import { checksOf } from '../zod-parts.ts';

/** Pieces of a regular expression over one line of JSON as `JSON.stringify` writes it: no blanks, no escapes in texts. */

const CHARACTER = String.raw`[^"\\\x00-\x1f]`;
/** The inside of a text of any length. */
export const TEXT = `${CHARACTER}*`;
/** A whole number of at most 15 digits, which a double holds exactly. */
export const WHOLE = String.raw`(?:0|[1-9]\d{0,14})`;
export const BOOLEAN = '(?:true|false)';

/** The inside of a text of 1 to `most` characters. */
export const short = (most: number): string => `${CHARACTER}{1,${most}}`;

/** An identifier as it stands in a line. */
export const IDENTIFIER = `\\{"system":"${short(255)}","value":"${short(255)}"\\}`;
export const CODING = `\\{"system":"${short(255)}","code":"${short(64)}"\\}`;

export const oneOf = (values: readonly string[]): string =>
  `(?:${values.map((v) => v.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)).join('|')})`;

/** The schema's own pattern, so that it is written once. */
const patternOf = (schema: z.ZodString): string => {
  for (const check of checksOf(schema))
    if (check.check === 'string_format' && check.pattern !== undefined)
      return `(?:${check.pattern.source.replace(/^\^/, '').replace(/\$$/, '')})`;
  throw new TypeError('the schema has no pattern');
};

/** At most 35 characters, so that the schema's bound on its length is met. */
export const INSTANT = patternOf(OffsetDateTime);
/** With the schema's bound of 32 characters. */
export const DECIMAL = `(?=[^"]{1,32}")${patternOf(DecimalText)}`;
