import { readOperationOutcome } from '../../../contract/wire/fhir/outcome.ts';
import { isObject, type Json, type JsonObject, parseLossless } from '../../../contract/wire/json/lossless.ts';
import type { Answer } from '../../history/lines.ts';
import type { HttpExchange } from '../http.ts';
import type { Performed } from '../driver.ts';
import { isRefusal } from '../is-refusal.ts';

const MAX_TEXT = 2000;
const MAX_PLACE = 1000;
const SECONDS = /^\d{1,9}$/;
const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/** The body as a JSON object with its digits, or undefined. */
export const bodyOf = ({ body }: HttpExchange): JsonObject | undefined => {
  if (body.trim() === '') return undefined;
  let json: Json;
  try {
    json = parseLossless(body);
  } catch {
    return undefined;
  }
  return isObject(json) ? json : undefined;
};

/** `Observation/o42` of a Location header, absolute or not, with or without its version. */
export const locationOf = (exchange: HttpExchange): string | undefined =>
  /([A-Z][A-Za-z]+\/[A-Za-z0-9.-]{1,64})(?:\/_history\/[^/]*)?\/?$/.exec(exchange.headers.location ?? '')?.[1];

/** `Observation/o42` of a body, else of the Location header. */
export const logicalIdOf = (exchange: HttpExchange, body: JsonObject | undefined): string | undefined => {
  const { id, resourceType } = body ?? {};
  return typeof id === 'string' && typeof resourceType === 'string' && resourceType !== 'OperationOutcome'
    ? `${resourceType}/${id}`
    : locationOf(exchange);
};

/**
 * Resources of a searchset, without what it says of the search itself (an OperationOutcome may stand first); none where
 * the answer is no such thing.
 */
export const resourcesIn = ({
  outcome,
  json,
}: Pick<Performed, 'outcome'> & { readonly json?: JsonObject }): readonly JsonObject[] => {
  const entries = outcome === 'ok' && Array.isArray(json?.['entry']) ? (json['entry'] as readonly Json[]) : [];
  return entries.flatMap((entry) => {
    const resource = isObject(entry) ? entry['resource'] : undefined;
    return isObject(resource) && resource['resourceType'] !== 'OperationOutcome' ? [resource] : [];
  });
};

/**
 * How long the system asks to be left alone (Retry-After, RFC 9110, 10.2.3), ms: seconds, or an instant, which is held
 * against the system's own clock where its answer has a date. Undefined: it does not say, or not so that it can be read.
 */
export const retryAfterMsOf = ({ headers, wall }: Pick<HttpExchange, 'headers' | 'wall'>): number | undefined => {
  const text = headers['retry-after'];
  if (text === undefined) return undefined;
  if (SECONDS.test(text)) return Number(text) * 1000;
  const at = HTTP_DATE.test(text) ? Date.parse(text) : Number.NaN;
  const now = Date.parse(HTTP_DATE.test(headers.date ?? '') ? (headers.date ?? '') : wall);
  return Number.isNaN(at - now) ? undefined : Math.max(0, at - now);
};

/**
 * What an exchange says: 2xx with JSON or nothing is ok, 4xx but 408 and 429 refused; everything else, an HTML page
 * under 200 included, leaves open what was done.
 */
export const outcomeOf = (
  exchange: HttpExchange,
  json: JsonObject | undefined = bodyOf(exchange),
): Pick<Performed, 'outcome' | 'answer'> => {
  const { status, failure, body } = exchange;
  if (status === undefined) return { outcome: 'unknown', answer: { text: failure ?? 'no answer' } };
  const code = String(status);
  if (status >= 200 && status < 300) {
    if (json === undefined && body.trim() !== '')
      return { outcome: 'unknown', answer: { code, text: `not a JSON object: ${body.slice(0, 200)}` } };
    const id = logicalIdOf(exchange, json);
    return { outcome: 'ok', answer: { code, ...(id === undefined ? {} : { id: id.slice(0, 255) }) } };
  }
  const told = readOperationOutcome(json);
  const text = told?.text ?? body.slice(0, 200);
  const answer: Answer = {
    code,
    ...(told?.refusal === undefined ? {} : { refusal: told.refusal }),
    ...(text === '' ? {} : { text: text.slice(0, MAX_TEXT) }),
    ...(status >= 400 ? { explained: told !== undefined, place: (told?.place ?? '').slice(0, MAX_PLACE) } : {}),
  };
  return { outcome: isRefusal(status) ? 'refused' : 'unknown', answer };
};
