import { tagNumbers, tagOf } from './tag-numbers.ts';

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

/** By a reviver, which is called for every value: an order of magnitude slower than parsing alone. */
const parseByReviver = (text: string): Json =>
  json.parse(text, (_key, value, context) =>
    typeof value === 'number' ? new JsonNumber(context.source ?? String(value)) : value,
  ) as Json;

/** Parses; every number becomes a JsonNumber. Throws SyntaxError on what is not JSON. */
export const parseLossless = (text: string): Json => {
  const tagged = tagNumbers(text);
  return tagged === undefined ? parseByReviver(text) : untagged(JSON.parse(tagged));
};

/** Writes; a JsonNumber is written with its own digits. `indent` as in JSON.stringify. */
export const writeLossless = (value: Json, indent?: number): string =>
  JSON.stringify(value, (_key, v: unknown) => (v instanceof JsonNumber ? json.rawJSON(v.text) : v), indent);

const numberOf = (value: unknown): JsonNumber | undefined => {
  const number = typeof value === 'string' ? tagOf(value) : undefined;
  return number === undefined ? undefined : new JsonNumber(number);
};

/** In place: what was parsed a moment ago nobody else has. */
const untag = (value: Record<string, unknown> | unknown[]): void => {
  const members = value as Record<string, unknown>;
  for (const name in members) {
    const member = members[name];
    if (typeof member === 'object' && member !== null) untag(member as Record<string, unknown>);
    const number = numberOf(member);
    // A member may be called `__proto__`, which assigning would take for something else.
    if (number !== undefined && name !== '__proto__') members[name] = number;
    else if (number !== undefined)
      Object.defineProperty(value, name, { value: number, enumerable: true, writable: true, configurable: true });
  }
};

const untagged = (value: unknown): Json => {
  if (typeof value === 'object' && value !== null) untag(value as Record<string, unknown>);
  return numberOf(value) ?? (value as Json);
};

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof JsonNumber);
