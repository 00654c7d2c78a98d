import { Agent as PlainAgent, type ClientRequest, type IncomingHttpHeaders, request as plain } from 'node:http';
import { Agent as TlsAgent, request as tls } from 'node:https';
import type { RunClock } from '../history/clock.ts';
import type { Mono } from '../history/lines.ts';
import { ANSWER_TIMEOUT_MS } from './answer-timeout.ts';

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** One exchange with its instants. `status` is absent when no whole answer came; `failure` then says why. */
export interface HttpExchange {
  readonly sent: Mono;
  readonly settled: Mono;
  /** Wall time at `sent`. */
  readonly wall: string;
  readonly status?: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly failure?: string;
}

export interface HttpClient {
  exchange(request: HttpRequest): Promise<HttpExchange>;
  /** An exchange that did not take place, now. */
  unsent(why: string): HttpExchange;
  close(): void;
}

export interface HttpBounds {
  /** From sending to the last byte. */
  readonly timeoutMs: number;
  readonly maxBodyBytes: number;
  readonly maxConnections: number;
}

const BOUNDS: HttpBounds = { timeoutMs: ANSWER_TIMEOUT_MS, maxBodyBytes: 32 * 1024 * 1024, maxConnections: 64 };

/** HTTP with kept-open connections. Never throws and never retries: what became of a request is for the history to say. */
export const httpClient = (clock: RunClock, bounds: Partial<HttpBounds> = {}): HttpClient => {
  const { timeoutMs, maxBodyBytes, maxConnections } = { ...BOUNDS, ...bounds };
  const agents = {
    plain: new PlainAgent({ keepAlive: true, maxSockets: maxConnections }),
    tls: new TlsAgent({ keepAlive: true, maxSockets: maxConnections }),
  };
  return {
    exchange: ({ method, url, headers, body }) =>
      new Promise((resolve) => {
        const secure = url.startsWith('https:');
        const sent = clock.now();
        const wall = clock.wall();
        const chunks: Buffer[] = [];
        let status: number | undefined;
        let answerHeaders: IncomingHttpHeaders = {};
        let settledOnce = false;
        let req: ClientRequest | undefined;
        const settle = (failure?: string): void => {
          if (settledOnce) return;
          settledOnce = true;
          clearTimeout(timer);
          const settled = clock.now();
          const text = Buffer.concat(chunks).toString('utf8');
          resolve({
            sent,
            settled,
            wall,
            headers: answerHeaders,
            body: text,
            ...(failure === undefined ? (status === undefined ? {} : { status }) : { failure }),
          });
        };
        const timer = setTimeout(() => {
          settle(`no whole answer within ${timeoutMs} ms`);
          req?.destroy();
        }, timeoutMs);
        const options = {
          method,
          agent: secure ? agents.tls : agents.plain,
          headers: { ...headers, ...(body === undefined ? {} : { 'Content-Length': Buffer.byteLength(body) }) },
        };
        try {
          req = (secure ? tls : plain)(url, options, (res) => {
            status = res.statusCode;
            answerHeaders = res.headers;
            let size = 0;
            res.on('data', (chunk: Buffer) => {
              size += chunk.length;
              if (size <= maxBodyBytes) return void chunks.push(chunk);
              settle(`the answer is larger than ${maxBodyBytes} bytes`);
              req?.destroy();
            });
            res.on('end', () => settle(res.complete ? undefined : 'the answer was cut off'));
            res.on('error', (error) => settle(error.message));
          });
        } catch (error) {
          // Addresses and header values come from the system, too: links, ids, versions.
          return settle(`not sent: ${error instanceof Error ? error.message : String(error)}`);
        }
        req.on('error', (error: NodeJS.ErrnoException) => settle(error.code ?? error.message));
        req.end(body);
        return undefined;
      }),
    unsent: (failure) => {
      const now = clock.now();
      return { sent: now, settled: now, wall: clock.wall(), headers: {}, body: '', failure };
    },
    close: () => {
      agents.plain.destroy();
      agents.tls.destroy();
    },
  };
};
