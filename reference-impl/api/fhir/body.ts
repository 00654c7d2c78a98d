import type { IncomingMessage } from 'node:http';
import { isObject, type JsonObject } from '../../../contract/wire/json/lossless.ts';
import { type Parsed, parseJson, TooDeep } from '../../../contract/wire/json/parse.ts';
import { stop } from './surface-refusal.ts';

/** Largest body that is read: 500 readings are about 0.6 MB. */
export const DEFAULT_MAX_BODY_BYTES = 2 * 1024 * 1024;
/** Deepest nesting of objects and arrays; R4 resources stay well below it. */
const MAX_DEPTH = 64;

const MEDIA = /^application\/(?:fhir\+json|json)\s*(?:;\s*(?:charset="?utf-8"?|fhirversion="?4\.0"?)\s*)*$/i;

/** Stops a body that is packed. */
export const refuseCoding = ({ headers }: IncomingMessage): void => {
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity')
    stop('unsupported-media-type', 'http.content-encoding', 'no content coding');
};

const checkHeaders = (request: IncomingMessage): void => {
  if (!MEDIA.test(request.headers['content-type'] ?? '')) stop('unsupported-media-type');
  refuseCoding(request);
};

/** By its events: an async iterator makes a promise and a watch over the stream for every body. */
const readChunks = (request: IncomingMessage, maxBytes: number): Promise<Buffer | undefined> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= maxBytes) chunks.push(chunk);
      // The rest is read and thrown away: left lying, it would keep the next request of the connection from being read.
      else resolve(undefined);
    });
    request.once('end', () => resolve(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)));
    request.once('error', reject);
    // Every request closes; an error with its trace is made only for one that did so too early.
    request.once('close', () => {
      if (!request.complete) reject(new Error('the request was cut off'));
    });
  });

/** The bytes of a body; stops one of more than `maxBytes`. */
export const readBytes = async (request: IncomingMessage, maxBytes: number): Promise<Buffer> => {
  const isLong = Number(request.headers['content-length'] ?? 0) > maxBytes;
  const bytes = isLong ? undefined : await readChunks(request, maxBytes);
  return bytes ?? stop('too-large', undefined, `at most ${maxBytes} bytes`);
};

const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** Stops what is no UTF-8. */
export const decodeUtf8 = (bytes: Buffer): string => {
  try {
    return UTF8.decode(bytes);
  } catch {
    return stop('charset', undefined, 'expected UTF-8');
  }
};

const parse = (text: string): Parsed => {
  try {
    return parseJson(text, MAX_DEPTH);
  } catch (error) {
    return stop('malformed', undefined, error instanceof TooDeep ? error.message : 'not JSON');
  }
};

/** Reads a JSON object of at most `maxBytes` with its numbers as they were sent. */
export const readBody = async (request: IncomingMessage, maxBytes: number): Promise<JsonObject> => {
  checkHeaders(request);
  const { value, twice } = parse(decodeUtf8(await readBytes(request, maxBytes)));
  if (twice !== undefined) stop('malformed', undefined, `${twice.slice(0, 64)} stands twice in one object`);
  return isObject(value) ? value : stop('malformed', undefined, 'expected a resource');
};
