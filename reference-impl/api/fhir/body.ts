import type { IncomingMessage } from 'node:http';
import { duplicateMember } from '../../../contract/wire/json/duplicate-member.ts';
import { isObject, type Json, type JsonObject, parseLossless } from '../../../contract/wire/json/lossless.ts';
import { stop } from './surface-refusal.ts';

/** Largest body that is read: 500 readings are about 0.6 MB. */
export const DEFAULT_MAX_BODY_BYTES = 2 * 1024 * 1024;
/** Deepest nesting of objects and arrays; R4 resources stay well below it. */
const MAX_DEPTH = 64;

const MEDIA = /^application\/(?:fhir\+json|json)\s*(?:;\s*(?:charset="?utf-8"?|fhirversion="?4\.0"?)\s*)*$/i;

const checkHeaders = (request: IncomingMessage): void => {
  if (!MEDIA.test(request.headers['content-type'] ?? '')) stop('unsupported-media-type');
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') stop('unsupported-media-type', undefined, 'no content coding');
};

const readBytes = async (request: IncomingMessage, maxBytes: number): Promise<Buffer> => {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes)
    stop('too-large', undefined, `at most ${maxBytes} bytes`);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) stop('too-large', undefined, `at most ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

/** Whether brackets outside texts nest deeper than allowed; cheap, and before the recursive parser sees them. */
const tooDeep = (text: string): boolean => {
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (quoted) {
      if (c === 0x5c) i++;
      else if (c === 0x22) quoted = false;
    } else if (c === 0x22) quoted = true;
    else if (c === 0x7b || c === 0x5b) {
      if (++depth > MAX_DEPTH) return true;
    } else if (c === 0x7d || c === 0x5d) depth--;
  }
  return false;
};

const decode = (bytes: Buffer): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return stop('charset', undefined, 'expected UTF-8');
  }
};

const parse = (text: string): Json => {
  try {
    return parseLossless(text);
  } catch {
    return stop('malformed', undefined, 'not JSON');
  }
};

/** Reads a JSON object of at most `maxBytes` with its numbers as they were sent. */
export const readBody = async (request: IncomingMessage, maxBytes: number): Promise<JsonObject> => {
  checkHeaders(request);
  const text = decode(await readBytes(request, maxBytes));
  if (tooDeep(text)) stop('malformed', undefined, `nested deeper than ${MAX_DEPTH}`);
  const json = parse(text);
  const twice = duplicateMember(text);
  if (twice !== undefined) stop('malformed', undefined, `${twice.slice(0, 64)} stands twice in one object`);
  return isObject(json) ? json : stop('malformed', undefined, 'expected a resource');
};
