import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { runClock } from '../history/clock.ts';
import { type HttpBounds, httpClient } from './http.ts';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

const ask = async (listener: RequestListener, bounds: Partial<HttpBounds> = {}, body?: string) => {
  server = createServer(listener);
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const client = httpClient(runClock(), bounds);
  const exchange = await client.exchange({
    method: body === undefined ? 'GET' : 'POST',
    url: `http://127.0.0.1:${port}/fhir/x?a=b`,
    headers: { Accept: 'application/fhir+json' },
    ...(body === undefined ? {} : { body }),
  });
  client.close();
  return exchange;
};

test('a whole answer, with its instants and text as UTF-8', async () => {
  const got = await ask(
    (request, response) => {
      let sent = '';
      request.setEncoding('utf8').on('data', (chunk: string) => (sent += chunk));
      request.on('end', () => response.writeHead(201, { ETag: 'W/"1"' }).end(`${request.url ?? ''} ${sent}`));
    },
    {},
    '¡gracias!',
  );
  expect(got).toMatchObject({ status: 201, body: '/fhir/x?a=b ¡gracias!', headers: { etag: 'W/"1"' } });
  expect(got.settled).toBeGreaterThan(got.sent);
});

test.each<[string, RequestListener, RegExp]>([
  ['a closed connection', (request) => request.socket.destroy(), /ECONNRESET|hang up/],
  [
    'an answer that is cut off',
    (request, response) =>
      response.writeHead(200, { 'Content-Length': '99' }).write('{', () => request.socket.destroy()),
    /aborted|cut off|ECONNRESET/,
  ],
  ['no answer in time', () => undefined, /within 60 ms/],
  ['an answer that trickles past its time', (_request, response) => void response.write('{'), /within 60 ms/],
  ['an answer that is too large', (_request, response) => response.end('x'.repeat(5000)), /larger than 1000/],
])('%s leaves no status', async (_what, listener, failure) => {
  const got = await ask(listener, { timeoutMs: 60, maxBodyBytes: 1000 });
  expect(got.status).toBeUndefined();
  expect(got.failure).toMatch(failure);
});

test('nobody there', async () => {
  const client = httpClient(runClock());
  const got = await client.exchange({ method: 'GET', url: 'http://127.0.0.1:9/', headers: {} });
  expect(got.failure).toBe('ECONNREFUSED');
  client.close();
});

test.each<[string, string, Record<string, string>, RegExp]>([
  ['an address that is none', 'http://[fhir/Task?page=2', {}, /^not sent: Invalid URL/],
  ['a version that no header can hold', 'http://127.0.0.1:9/', { 'If-Match': 'W/"✓"' }, /^not sent: Invalid character/],
])('%s, as a system may give it, is an exchange without an answer', async (_what, url, headers, failure) => {
  const client = httpClient(runClock());
  const got = await client.exchange({ method: 'GET', url, headers });
  expect(got.failure).toMatch(failure);
  client.close();
});
