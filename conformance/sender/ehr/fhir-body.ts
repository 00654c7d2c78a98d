import type { IncomingHttpHeaders } from 'node:http';
import { accept, type Outcome, refuse } from '../../../contract/refusal.ts';
import { isObject, type JsonObject } from '../../../contract/wire/json/lossless.ts';
import { parseJson } from '../../../contract/wire/json/parse.ts';

/** Deepest nesting that is read; R4 resources stay well below it. */
const MAX_DEPTH = 64;
const MEDIA = /^application\/(?:fhir\+json|json)\s*(?:;\s*(?:charset="?utf-8"?|fhirversion="?4\.0"?)\s*)*$/i;
const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** A body's resource, or why a receiver has to refuse it unread. Source: docs/bindings/fhir.md, ground rules. */
export const readBody = (bytes: Buffer): Outcome<JsonObject> => {
  let text: string;
  try {
    text = UTF8.decode(bytes);
  } catch {
    return refuse('charset', undefined, 'expected UTF-8');
  }
  try {
    const { value, twice } = parseJson(text, MAX_DEPTH);
    if (twice !== undefined) return refuse('malformed', undefined, `${twice.slice(0, 64)} stands twice in one object`);
    return isObject(value) ? accept(value) : refuse('malformed', undefined, 'not a JSON object');
  } catch {
    return refuse('malformed', undefined, 'not JSON');
  }
};

/** Whether the headers say what every receiver of the binding takes: JSON, and no content coding. */
export const isOffered = (headers: IncomingHttpHeaders): boolean =>
  MEDIA.test(headers['content-type'] ?? '') && (headers['content-encoding'] ?? 'identity') === 'identity';
