import type { HttpExchange, HttpRequest } from '../http.ts';
import { referenceProfile, type SutProfile } from '../profile.ts';
import type { FhirContext } from './context.ts';
import { ReferenceBook } from './reference-book.ts';
import { FhirSession } from './session.ts';

const MS = 1_000_000;
const BASE = 'http://127.0.0.1:1/fhir';

/** What a scripted system answers: a JSON body or a text, 200 unless said. `tookMs`: on the harness's clock. */
export interface Scripted {
  readonly status?: number;
  readonly body?: object | string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly failure?: string;
  readonly tookMs?: number;
}

/** A FHIR context without a wire: `answerTo` says what comes of each request. */
export const scriptedContext = (
  answerTo: (request: HttpRequest, count: number) => Scripted,
  more: Partial<SutProfile> = {},
): { context: FhirContext; requests: HttpRequest[] } => {
  const requests: HttpRequest[] = [];
  let now = 0;
  const exchange = async (request: HttpRequest): Promise<HttpExchange> => {
    requests.push(request);
    const { status = 200, body = '', headers = {}, failure, tookMs = 1 } = answerTo(request, requests.length);
    const sent = now;
    now += tookMs * MS;
    return {
      sent,
      settled: now,
      wall: '2026-03-03T12:00:00.000Z',
      headers,
      body: typeof body === 'string' ? body : JSON.stringify(body),
      ...(failure === undefined ? { status } : { failure }),
    };
  };
  const unsent = (failure: string): HttpExchange => ({
    sent: now,
    settled: now,
    wall: '2026-03-03T12:00:00.000Z',
    headers: {},
    body: '',
    failure,
  });
  const session = new FhirSession(BASE, { exchange, unsent, close: () => undefined }, () => undefined);
  const profile = { ...referenceProfile({ fhirBase: BASE }), ...more };
  return { context: { session, book: new ReferenceBook(BASE), profile }, requests };
};
