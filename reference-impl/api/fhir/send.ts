import type { IncomingMessage, ServerResponse } from 'node:http';
import { REFUSALS } from '../../../contract/codes/refusals.ts';
import { exceptionOutcome, operationOutcome } from '../../../contract/wire/fhir/outcome.ts';
import type { Refusal } from '../../../contract/refusal.ts';
import { type JsonObject, writeLossless } from '../../../contract/wire/json/lossless.ts';
import type { Reply } from './route.ts';

const MEDIA_TYPE = 'application/fhir+json; charset=utf-8';

const send = (request: IncomingMessage, response: ServerResponse, status: number, body?: JsonObject): void => {
  response.statusCode = status;
  response.setHeader('cache-control', 'no-store');
  response.setHeader('x-content-type-options', 'nosniff');
  const bytes = body === undefined ? Buffer.alloc(0) : Buffer.from(writeLossless(body), 'utf8');
  if (body !== undefined) response.setHeader('content-type', MEDIA_TYPE);
  // RFC 9110, 8.6: a 204 has no body, and so no length.
  if (status !== 204) response.setHeader('content-length', bytes.length);
  // A body we stopped reading would else be taken for the next request of this connection, or keep it busy.
  if (!request.complete) response.setHeader('connection', 'close');
  response.end(request.method === 'HEAD' ? undefined : bytes);
};

/** A success, with its place and version; only headers where the client wants no more. */
export const sendReply = (request: IncomingMessage, response: ServerResponse, reply: Reply): void => {
  if (reply.location !== undefined) response.setHeader('location', reply.location);
  if (reply.etag !== undefined) response.setHeader('etag', reply.etag);
  if (reply.lastModified !== undefined) {
    response.setHeader('last-modified', new Date(reply.lastModified).toUTCString());
  }
  const minimal = request.method !== 'GET' && /\breturn=minimal\b/.test(String(request.headers['prefer'] ?? ''));
  send(request, response, reply.status, minimal ? undefined : reply.resource);
};

/** A refusal by its code. */
export const sendRefusal = (request: IncomingMessage, response: ServerResponse, refusal: Refusal): void => {
  const { http } = REFUSALS[refusal.code];
  // Full, or about to end: the same again may be taken in a moment.
  if (http === 503) response.setHeader('retry-after', '1');
  if (http === 401) response.setHeader('www-authenticate', 'Bearer');
  send(request, response, http, operationOutcome(refusal));
};

/** A failure of our own: that it happened, nothing of why. */
export const sendFailure = (request: IncomingMessage, response: ServerResponse): void => {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  send(request, response, 500, exceptionOutcome());
};
