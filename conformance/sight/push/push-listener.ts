import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Json, parseLossless } from '../../../contract/wire/json/lossless.ts';
import type { RunClock } from '../../history/clock.ts';
import type { Mono } from '../../history/lines.ts';
import { readNotification } from './notification.ts';
import { PushEndpoint } from './push-endpoint.ts';
import type { PushedEvent, PushedMessage } from './pushed.ts';

export interface PushBounds {
  readonly maxBodyBytes: number;
  /** Messages an endpoint keeps; past that they are refused. */
  readonly mostMessages: number;
  readonly maxConnections: number;
  /** How long one message may take to come. */
  readonly messageMs: number;
  /** False: only what an event is about and its number are kept; for loads, where thousands come. */
  readonly keepResources: boolean;
}

const BOUNDS: PushBounds = {
  maxBodyBytes: 4 * 1024 * 1024,
  mostMessages: 200_000,
  maxConnections: 64,
  messageMs: 10_000,
  keepResources: true,
};

/** Listens on loopback for notifications; every subscription has an endpoint of its own. */
export interface PushListener {
  /** `onMessage`: takes messages, which then are not kept. */
  endpoint(onMessage?: (message: PushedMessage) => void): PushEndpoint;
  /** Ends every stream, and the server. */
  close(): Promise<void>;
}

/** The body; undefined where it is too large or was cut off. */
const bodyOf = async (request: IncomingMessage, most: number): Promise<string | undefined> => {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size <= most) chunks.push(chunk);
    }
  } catch {
    return undefined;
  }
  return size > most ? undefined : Buffer.concat(chunks).toString('utf8');
};

const jsonOf = (text: string): Json | undefined => {
  try {
    return parseLossless(text);
  } catch {
    return undefined;
  }
};

const withoutResource = ({ resource: _dropped, ...event }: PushedEvent): PushedEvent => event;

const messageOf = (text: string, received: Mono, keepResources: boolean): PushedMessage => {
  const read = readNotification(jsonOf(text));
  if (read === undefined) return { received, type: 'unreadable', events: [] };
  const events = read.events.map((event): PushedEvent => ({ ...event, received }));
  return {
    received,
    type: read.type,
    ...(read.total === undefined ? {} : { total: read.total }),
    events: keepResources ? events : events.map(withoutResource),
  };
};

/**
 * Starts it on any free port of loopback. Instants are those of `clock`. What comes is taken with 200 as soon as it is
 * kept; 413 and 503 say that it was too large, or one too many. Source: Subscriptions R5 Backport 1.1, rest-hook.
 */
export const startPushListener = async (clock: RunClock, bounds: Partial<PushBounds> = {}): Promise<PushListener> => {
  const { maxBodyBytes, mostMessages, maxConnections, messageMs, keepResources } = { ...BOUNDS, ...bounds };
  const endpoints = new Map<string, PushEndpoint>();
  const receive = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const endpoint = endpoints.get(request.url ?? '');
    if (endpoint?.isAway === true) return void request.socket.destroy();
    const text = await bodyOf(request, maxBodyBytes);
    const received = clock.now();
    const answer = (status: number): void => void response.writeHead(status).end();
    if (request.socket.destroyed) return;
    if (endpoint === undefined || request.method !== 'POST') return answer(404);
    if (text === undefined) return answer(413);
    answer(endpoint.take(messageOf(text, received, keepResources)) ? 200 : 503);
  };
  const server = createServer({ requestTimeout: messageMs, headersTimeout: messageMs }, (request, response) => {
    receive(request, response).catch(() => request.socket.destroy());
  });
  server.maxConnections = maxConnections;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: (onMessage) => {
      const path = `/push/${randomUUID()}`;
      const endpoint = new PushEndpoint(`http://127.0.0.1:${port}${path}`, mostMessages, onMessage);
      endpoints.set(path, endpoint);
      return endpoint;
    },
    close: async () => {
      for (const endpoint of endpoints.values()) endpoint.end();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
};
