import { z } from 'zod';
import { PortRefused } from '../../../contract/wire/ports/answer.ts';
import type { Answer } from '../../history/lines.ts';
import type { Performed } from '../driver.ts';
import type { HttpClient, HttpExchange } from '../http.ts';
import type { PortRequest } from './request-of.ts';

const MAX_TEXT = 2000;
const SHOWN = 200;

/** One answered call. `ok`: what the system answered where it did it, in the shape that was asked for. */
export interface PortExchange<T> {
  readonly performed: Performed;
  readonly ok?: T;
}

const parsed = (body: string): unknown => {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
};

/** `answer.items[3].item: …` of the first thing that does not fit. */
export const faultOf = (error: z.ZodError): string => {
  const [issue] = error.issues;
  return issue === undefined ? 'not as its schema says' : `${issue.path.join('.')}: ${issue.message}`;
};

const refusedAs = ({ refusal, text }: z.infer<typeof PortRefused>): Answer => ({
  code: 'refused',
  ...(refusal === undefined ? {} : { refusal }),
  ...(text === undefined || text === '' ? {} : { text: text.slice(0, MAX_TEXT) }),
  explained: refusal !== undefined,
});

/** What an exchange says. Anything but status 200 with an answer in the schema's shape leaves open what was done. */
const read = <T extends { id?: string | undefined }>(
  exchange: HttpExchange,
  shape: z.ZodType<T>,
): Pick<Performed, 'outcome' | 'answer'> & { readonly ok?: T } => {
  const { status, failure, body } = exchange;
  if (status === undefined) return { outcome: 'unknown', answer: { text: failure ?? 'no answer' } };
  if (status !== 200) return { outcome: 'unknown', answer: { code: `HTTP ${status}`, text: body.slice(0, SHOWN) } };
  const json = parsed(body);
  const refused = PortRefused.safeParse(json);
  if (refused.success) return { outcome: 'refused', answer: refusedAs(refused.data) };
  const ok = shape.safeParse(json);
  if (!ok.success)
    return {
      outcome: 'unknown',
      answer: { code: 'HTTP 200', text: `not an answer: ${faultOf(ok.error)}`.slice(0, MAX_TEXT) },
    };
  return {
    outcome: 'ok',
    answer: { code: 'ok', ...(ok.data.id === undefined ? {} : { id: ok.data.id }) },
    ok: ok.data,
  };
};

/** Speaks the port protocol to one adapter. */
export class PortSession {
  readonly #base: string;
  readonly #http: HttpClient;
  readonly #headers: Readonly<Record<string, string>>;

  /** `key`: sent as a bearer token; undefined: none is. */
  constructor(base: string, http: HttpClient, key: string | undefined) {
    this.#base = base;
    this.#http = http;
    this.#headers = {
      'Content-Type': 'application/json',
      Accept: 'application/json',
      ...(key === undefined ? {} : { Authorization: `Bearer ${key}` }),
    };
  }

  hello(): Promise<HttpExchange> {
    return this.#http.exchange({ method: 'GET', url: `${this.#base}/`, headers: this.#headers });
  }

  async call<T extends { id?: string | undefined }>(
    { port, body }: PortRequest,
    shape: z.ZodType<T>,
  ): Promise<PortExchange<T>> {
    const url = `${this.#base}/${port}`;
    const text = JSON.stringify(body);
    const exchange = await this.#http.exchange({ method: 'POST', url, headers: this.#headers, body: text });
    const { sent, settled, wall, status, failure, body: answer } = exchange;
    const { ok, ...said } = read(exchange, shape);
    const wire = { request: `POST ${url}\n\n${text}`, response: `${status ?? failure ?? ''}\n\n${answer}` };
    return { performed: { sent, settled, wall, ...said, wire }, ...(ok === undefined ? {} : { ok }) };
  }
}
