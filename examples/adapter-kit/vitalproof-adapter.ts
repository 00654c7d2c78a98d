/**
 * The port protocol (docs/ports.md) as a server: copy this file, give it a function for each call that your system
 * answers, and start it. Node alone; nothing is installed.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The calls of each port. A port is served when every call of it has a function. */
export const CALLS_OF: Readonly<Record<string, readonly string[]>> = {
  patients: ['person.patient'],
  people: ['person.clinician', 'person.pool'],
  coverage: ['coverage.set'],
  orders: ['order.submit', 'order.change', 'order.read'],
  portal: ['eligibility.read', 'tracker.list', 'tracker.set', 'device.register', 'permission.read'],
  permission: ['permission.set'],
  'readings-in': ['device.register', 'reading.submit', 'reading.together'],
  'readings-back': ['reading.read'],
  inbox: ['inbox.look'],
  'inbox-acts': ['item.act'],
  messages: ['message.send', 'message.read', 'notice.list'],
  audit: ['audit.read'],
  clock: ['clock.advance'],
  process: ['process.down', 'process.up'],
};

/** A call as its schema says it (contract/wire/ports/schemas); `as`: whose credentials to use. */
export interface Call {
  readonly call: string;
  readonly as: { readonly role: string; readonly subject?: { readonly system: string; readonly value: string } };
  readonly [input: string]: unknown;
}

/** `{ outcome: 'ok', … }` as the schema says, or `{ outcome: 'refused', refusal, text }`. */
export type Answer = { readonly outcome: 'ok' | 'refused' } & Readonly<Record<string, unknown>>;

/** Does a call. What it throws is answered as HTTP 500: nobody then knows what was done. */
export type Handler = (call: Call) => Answer | Promise<Answer>;

export interface AdapterOptions {
  readonly system: { readonly name: string; readonly version: string };
  readonly handlers: Readonly<Record<string, Handler>>;
  /** 0 or absent: any free one. */
  readonly port?: number;
  /** Asked for as a bearer token; absent: nobody is asked. */
  readonly key?: string;
}

export interface RunningAdapter {
  readonly base: string;
  close(): Promise<void>;
}

const MAX_BODY = 4 * 1024 * 1024;

const servedBy = (handlers: AdapterOptions['handlers']): string[] =>
  Object.keys(CALLS_OF).filter((port) => (CALLS_OF[port] ?? []).every((call) => handlers[call] !== undefined));

/** Starts an adapter on loopback. */
export const serveAdapter = async ({ system, handlers, port = 0, key }: AdapterOptions): Promise<RunningAdapter> => {
  const serves = servedBy(handlers);
  const answerTo = async (method: string, path: string, body: string): Promise<[number, unknown]> => {
    if (method === 'GET' && path === '/') return [200, { ports: 1, system, serves }];
    const name = path.slice(1);
    if (method !== 'POST' || !serves.includes(name))
      return [404, { error: `the ports served are ${serves.join(', ')}` }];
    const call = JSON.parse(body) as Call;
    const handler = (CALLS_OF[name] ?? []).includes(call.call) ? handlers[call.call] : undefined;
    return handler === undefined ? [404, { error: `the port "${name}" has no such call` }] : [200, await handler(call)];
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > MAX_BODY) request.destroy();
      else chunks.push(chunk);
    });
    request.on('end', () => {
      const send = ([status, answer]: [number, unknown]): void => {
        response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(answer));
      };
      if (key !== undefined && request.headers.authorization !== `Bearer ${key}`)
        return send([401, { error: 'no key' }]);
      answerTo(request.method ?? '', request.url ?? '', Buffer.concat(chunks).toString('utf8')).then(
        send,
        (error: unknown) => send([500, { error: error instanceof Error ? error.message : String(error) }]),
      );
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
