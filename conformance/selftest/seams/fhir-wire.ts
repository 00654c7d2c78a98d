import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Seams } from '../../../reference-impl/seams.ts';

/** An answer on its way out, as text. */
export interface FhirAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | number>>;
  readonly body: string;
}

/** Changes what the FHIR surface answers. */
export const answering = (change: (answer: FhirAnswer, request: IncomingMessage) => FhirAnswer): Seams => ({
  fhir: (request, response, next) => {
    const out: ServerResponse = response;
    const writeHead = out.writeHead.bind(out);
    const end = out.end.bind(out);
    // Express writes no head of its own: what it has set stands on the response.
    let status: number | undefined;
    let headers: Record<string, string | number> = {};
    out.writeHead = ((code: number, given: Record<string, string | number> = {}) => {
      status = code;
      headers = given;
      return out;
    }) as typeof out.writeHead;
    out.end = ((chunk?: Uint8Array | string) => {
      const body = chunk === undefined ? '' : Buffer.from(chunk as Uint8Array).toString('utf8');
      const answer = change({ status: status ?? out.statusCode, headers, body }, request);
      const bytes = Buffer.from(answer.body, 'utf8');
      const hasLength = headers['content-length'] !== undefined || out.hasHeader('content-length');
      writeHead(answer.status, { ...answer.headers, ...(hasLength ? { 'content-length': bytes.length } : {}) });
      return end(request.method === 'HEAD' ? undefined : bytes);
    }) as typeof out.end;
    next();
  },
});

/** Changes the bodies that come in, before anybody reads them. */
export const receiving = (change: (body: string, request: IncomingMessage) => string): Seams => ({
  fhir: (request, _response, next) => {
    const incoming: IncomingMessage = request;
    if (incoming.method === 'GET') {
      next();
      return;
    }
    const chunks: Buffer[] = [];
    const on = incoming.on.bind(incoming);
    const once = incoming.once.bind(incoming);
    on('data', (chunk: Buffer) => chunks.push(chunk));
    once('end', () => {
      const changed = Buffer.from(change(Buffer.concat(chunks).toString('utf8'), incoming), 'utf8');
      incoming.on = ((event: string, listener: (data: Buffer) => void) => {
        if (event === 'data') queueMicrotask(() => listener(changed));
        else on(event, listener);
        return incoming;
      }) as typeof incoming.on;
      incoming.once = ((event: string, listener: () => void) => {
        if (event === 'end') setImmediate(listener);
        else once(event, listener);
        return incoming;
      }) as typeof incoming.once;
      next();
    });
  },
});
