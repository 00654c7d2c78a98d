import type { IncomingMessage, ServerResponse } from 'node:http';
import { REFUSALS } from '../../../contract/codes/refusals.ts';
import { exceptionOutcome, operationOutcome } from '../../../contract/wire/fhir/outcome.ts';
import type { Refusal } from '../../../contract/refusal.ts';
import { type JsonObject, writeLossless } from '../../../contract/wire/json/lossless.ts';
import type { Reply } from './route.ts';

const MEDIA_TYPE = 'application/fhir+json; charset=utf-8';

type Headers = Readonly<Record<string, string | number>>;

const send = (
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  body: JsonObject | undefined,
  headers: Headers = {},
): void => {
  const bytes = body === undefined ? Buffer.alloc(0) : Buffer.from(writeLossless(body), 'utf8');
  const all: Record<string, string | number> = {
    ...headers,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  };
  if (body !== undefined) all['content-type'] = MEDIA_TYPE;
  // RFC 9110, 8.6: a 204 has no body, and so no length.
  if (status !== 204) all['content-length'] = bytes.length;
  // A body we stopped reading would else be taken for the next request of this connection, or keep it busy.
  if (!request.complete) all['connection'] = 'close';
  response.writeHead(status, all);
  // An empty chunk would be written by itself.
  if (request.method === 'HEAD' || bytes.length === 0) response.end();
  else response.end(bytes);
};

/** What a Prefer header says of `return`: names in any case, values quoted or not, the first counts. Source: RFC 7240, 2. */
const preferredReturn = (prefer: string): string | undefined =>
  prefer
    .split(',')
    .map((preference) => /^\s*return\s*=\s*"?([^\s";]*)"?\s*(?:;|$)/i.exec(preference)?.[1])
    .find((value) => value !== undefined);

/** Whether the answer to this request shows a resource that it has written. Source: R4 http, Prefer. */
export const wantsResource = ({ method, headers }: Pick<IncomingMessage, 'method' | 'headers'>): boolean =>
  method === 'GET' || preferredReturn(String(headers['prefer'] ?? '')) !== 'minimal';

/** A success, with its place and version; only headers where the client wants no more. */
export const sendReply = async (request: IncomingMessage, response: ServerResponse, reply: Reply): Promise<void> => {
  const { status, resource, location, etag, lastModified, isResult = false } = reply;
  const headers: Record<string, string> = {};
  if (location !== undefined) headers['location'] = location;
  if (etag !== undefined) headers['etag'] = etag;
  if (lastModified !== undefined) headers['last-modified'] = new Date(lastModified).toUTCString();
  const isShown = isResult || wantsResource(request);
  send(request, response, status, isShown ? await resource?.() : undefined, headers);
};

/** A refusal by its code. */
export const sendRefusal = (request: IncomingMessage, response: ServerResponse, refusal: Refusal): void => {
  const { http } = REFUSALS[refusal.code];
  send(request, response, http, operationOutcome(refusal), {
    // Full, or about to end: the same again may be taken in a moment.
    ...(http === 503 ? { 'retry-after': '1' } : {}),
    // A client that sent none is not told of an error (RFC 6750, 3.1); one that did gets itself another.
    ...(http === 401
      ? { 'www-authenticate': request.headers.authorization === undefined ? 'Bearer' : 'Bearer error="invalid_token"' }
      : {}),
  });
};

/** A failure of our own: that it happened, nothing of why. */
export const sendFailure = (request: IncomingMessage, response: ServerResponse): void => {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  send(request, response, 500, exceptionOutcome());
};
