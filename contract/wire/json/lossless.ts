import { parseJson } from './parse.ts';
import { type Json, JsonNumber, type JsonObject } from './value.ts';

export { type Json, JsonNumber, type JsonObject } from './value.ts';

/** Deeper than anything that is sent here; what is nested without end must not use up the stack. */
const MAX_DEPTH = 1000;

/**
 * Parses; every number becomes a JsonNumber. Of a name that stands twice the last counts. Throws SyntaxError on what is
 * not JSON, or is nested deeper than 1000.
 */
export const parseLossless = (text: string): Json => parseJson(text, MAX_DEPTH).value;

/** Writes; a JsonNumber is written with its own digits. `indent` as in JSON.stringify. */
export const writeLossless = (value: Json, indent?: number): string => JSON.stringify(value, undefined, indent);

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof JsonNumber);
