import type { JsonObject } from '../../../contract/wire/json/lossless.ts';
import { compact } from '../../../contract/wire/json/compact.ts';
import { writeLossless } from '../../../contract/wire/json/lossless.ts';
import type { Credentials } from '../credentials.ts';
import type { Actor } from '../actor.ts';
import { NoToken } from '../backend-services/token-client.ts';
import type { Performed } from '../driver.ts';
import type { HttpClient, HttpExchange, HttpRequest } from '../http.ts';
import { bodyOf, outcomeOf, retryAfterMsOf } from './answer.ts';
import { ReturnedResources } from './returned-resources.ts';

/** A request as it goes onto the wire. */
export interface WireRequest {
  readonly method: HttpRequest['method'];
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface FhirCall {
  readonly method: HttpRequest['method'];
  /** Below the base, or absolute (a next link, taken as given). */
  readonly path: string;
  /** Without one, no credentials are sent. */
  readonly actor?: Actor;
  readonly body?: JsonObject | string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One answered (or unanswered) call: what the history needs and what the acts read. */
export interface FhirAnswer extends Performed {
  readonly exchange: HttpExchange;
  readonly json?: JsonObject;
  /** A read is kept with its address in the response alone: one file instead of two for the many that there are. */
  readonly wire: { readonly request?: string; readonly response: string };
}

const headerText = (headers: object): string =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${String(value)}`)
    .join('\n');

/** Speaks FHIR R4 JSON to one base. */
export class FhirSession {
  readonly base: string;
  /** Every resource that came, held against R4. */
  readonly returned = new ReturnedResources();
  readonly #http: HttpClient;
  readonly #credentials: Credentials;
  readonly #said: (actor: Actor) => Readonly<Record<string, string>>;

  /** `said`: headers beside the credentials by which an actor says who it is. */
  constructor(
    base: string,
    http: HttpClient,
    credentials: Credentials,
    said: (actor: Actor) => Readonly<Record<string, string>> = () => ({}),
  ) {
    this.base = base;
    this.#http = http;
    this.#credentials = credentials;
    this.#said = said;
  }

  /** The request of a call, as it goes onto the wire, credentials included. Rejects with NoToken. */
  async request({ method, path, actor, body, headers = {} }: FhirCall): Promise<WireRequest> {
    const url = /^https?:\/\//.test(path) ? path : `${this.base}/${path.replace(/^\//, '')}`;
    const authorization = actor === undefined ? undefined : await this.#credentials(actor);
    const text = body === undefined ? undefined : typeof body === 'string' ? body : writeLossless(body);
    const all = {
      Accept: 'application/fhir+json',
      ...(text === undefined ? {} : { 'Content-Type': 'application/fhir+json; charset=utf-8' }),
      ...(authorization === undefined ? {} : { Authorization: authorization }),
      ...(actor === undefined ? {} : this.#said(actor)),
      ...headers,
    };
    return { method, url, headers: all, ...(text === undefined ? {} : { body: text }) };
  }

  /** What there is to say, now, of a call that was not made: what would have come of it is unknown. */
  unsentAnswer(why: string): FhirAnswer {
    const exchange = this.#http.unsent(why);
    return { ...exchange, ...outcomeOf(exchange, undefined), exchange, wire: { response: exchange.failure ?? '' } };
  }

  /** An exchange that did not take place, now. */
  unsent(why: string): HttpExchange {
    return this.#http.unsent(why);
  }

  /** Without a token nothing is sent, and what would have come of it stays unknown. */
  async call(call: FhirCall): Promise<FhirAnswer> {
    let request: WireRequest;
    try {
      request = await this.request(call);
    } catch (error) {
      if (!(error instanceof NoToken)) throw error;
      return this.unsentAnswer(`no access token: ${error.message}`);
    }
    const { method, url, headers: all, body: text } = request;
    const exchange = await this.#http.exchange({
      method,
      url,
      headers: all,
      ...(text === undefined ? {} : { body: text }),
    });
    const json = bodyOf(exchange);
    this.returned.note(json, exchange, `${method} ${url}`);
    const status = exchange.status ?? exchange.failure ?? '';
    const response = `${status}\n${headerText(exchange.headers)}\n\n${exchange.body}`;
    return {
      sent: exchange.sent,
      settled: exchange.settled,
      wall: exchange.wall,
      ...outcomeOf(exchange, json),
      ...compact({ retryAfterMs: retryAfterMsOf(exchange) }),
      exchange,
      ...(json === undefined ? {} : { json }),
      wire:
        text === undefined
          ? { response: `${method} ${url}\n\n${response}` }
          : { request: `${method} ${url}\n${headerText(all)}\n\n${text}`, response },
    };
  }
}

/** `name=value` pairs as a query, encoded. */
export const query = (path: string, params: Readonly<Record<string, string | undefined>>): string => {
  const given = Object.entries(params).filter((p): p is [string, string] => p[1] !== undefined);
  return `${path}?${given.map(([k, v]) => `${k}=${encodeURIComponent(v)}`).join('&')}`;
};
