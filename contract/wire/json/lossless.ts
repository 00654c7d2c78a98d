/**
 * JSON whose numbers keep their text: `7.0` stays `7.0`. `JSON.parse` alone would make it 7 and
 * lose a digit that was measured. Needs the reviver's `context.source` and `JSON.rawJSON`
 * (Node 21 and later).
 */
export class JsonNumber {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type Json = null | boolean | string | JsonNumber | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

interface ReviverContext {
  readonly source?: string;
}
interface JsonWithSource {
  parse(text: string, reviver: (key: string, value: unknown, context: ReviverContext) => unknown): unknown;
  rawJSON(text: string): unknown;
}
const json = JSON as unknown as JsonWithSource;

/** Parses; every number becomes a JsonNumber. Throws SyntaxError on what is not JSON. */
export const parseLossless = (text: string): Json =>
  json.parse(text, (_key, value, context) =>
    typeof value === 'number' ? new JsonNumber(context.source ?? String(value)) : value,
  ) as Json;

/** Writes; a JsonNumber is written with its own digits. `indent` as in JSON.stringify. */
export const writeLossless = (value: Json, indent?: number): string =>
  JSON.stringify(value, (_key, v: unknown) => (v instanceof JsonNumber ? json.rawJSON(v.text) : v), indent);

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof JsonNumber);
