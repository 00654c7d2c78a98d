import { type ClientRequest, type IncomingMessage, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { headerOf } from '../../subscriptions/headers.ts';
import { PAYLOAD } from './subscription-names.ts';

export interface Post {
  readonly url: string;
  readonly headers: readonly string[];
  readonly body: string;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** Most of an answer that is looked at before its connection is cut. */
const MAX_ANSWER_BYTES = 65_536;

/** A socket's own word (`ECONNREFUSED`), never its text: that names the address. */
const reasonOf = (error: NodeJS.ErrnoException): string => error.code ?? 'the connection failed';

const drain = (answer: IncomingMessage, request: ClientRequest): void => {
  let size = 0;
  answer.on('error', () => {});
  answer.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > MAX_ANSWER_BYTES) request.destroy();
  });
};

/**
 * One POST on a connection of its own, redirects not followed. Undefined after an answer of 2xx; else
 * what came instead, without the address and the headers. Never rejects.
 */
export const post = ({ url, headers, body, timeoutMs, signal }: Post): Promise<string | undefined> =>
  new Promise((resolve) => {
    const own = Object.fromEntries(
      headers.flatMap((text) => {
        const header = headerOf(text);
        return header === undefined ? [] : [[header.name, header.value]];
      }),
    );
    const bytes = Buffer.from(body, 'utf8');
    // Not by its first letters: `HTTPS:` is a scheme as well.
    const to = new URL(url);
    const open = to.protocol === 'https:' ? httpsRequest : httpRequest;
    const request = open(to, {
      method: 'POST',
      agent: false,
      signal,
      headers: { ...own, 'content-type': `${PAYLOAD}; charset=utf-8`, 'content-length': bytes.length },
    });
    const late = setTimeout(() => {
      resolve(`the endpoint gave no answer within ${timeoutMs} ms`);
      request.destroy();
    }, timeoutMs);
    late.unref();
    const end = (problem?: string): void => {
      clearTimeout(late);
      resolve(problem);
    };
    request.on('error', (error: NodeJS.ErrnoException) => end(`the endpoint could not be reached: ${reasonOf(error)}`));
    request.on('response', (answer) => {
      drain(answer, request);
      const { statusCode = 0 } = answer;
      end(statusCode >= 200 && statusCode < 300 ? undefined : `the endpoint answered ${statusCode}`);
      // What comes after the status says nothing more; a client that does not end it may not hold a connection.
      const cut = setTimeout(() => request.destroy(), timeoutMs);
      cut.unref();
      answer.on('close', () => clearTimeout(cut));
    });
    request.end(bytes);
  });
