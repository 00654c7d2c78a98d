import type { IncomingMessage } from 'node:http';
import { decodeUtf8, readBytes, refuseCoding } from './body.ts';
import type { Route } from './route.ts';
import { stop } from './surface-refusal.ts';

/** Largest form of a search, in bytes: as long as a URL may be, and more. */
const MAX_FORM_BYTES = 65_536;
const FORM = /^application\/x-www-form-urlencoded\s*(?:;\s*charset="?utf-8"?\s*)?$/i;

/** Where a search is asked for by POST: its parameters are in no URL, and so in no log on the way. */
export const searchFormOf = ({ path }: Pick<Route, 'path'>): string => `${path}/_search`;

export const isSearch = ({ name }: Pick<Route, 'name'>): boolean => name.endsWith('.search');

/** What is no UTF-8, percent-encoded, asks for nothing that could be found: nothing found would be no answer to it. */
const isReadable = (query: string): boolean => {
  try {
    decodeURIComponent(query);
    return true;
  } catch {
    return false;
  }
};

/** The parameters of a query or a form; stops one that is not percent-encoded UTF-8. */
export const readParameters = (text: string): URLSearchParams => {
  if (!isReadable(text)) stop('malformed', undefined, 'the query is not percent-encoded UTF-8');
  return new URLSearchParams(text);
};

/**
 * The parameters in the body of a search by POST; they mean the same as in its URL. Stops what is no form.
 * Source: FHIR R4, http, search: "servers that support search SHALL also support a POST based search".
 */
export const readSearchForm = async (request: IncomingMessage, mostBytes: number): Promise<URLSearchParams> => {
  const type = request.headers['content-type'];
  const bytes = await readBytes(request, Math.min(mostBytes, MAX_FORM_BYTES));
  // Everything may stand in the URL.
  if (type === undefined && bytes.length === 0) return new URLSearchParams();
  if (!FORM.test(type ?? ''))
    stop('unsupported-media-type', undefined, 'a search takes application/x-www-form-urlencoded');
  refuseCoding(request);
  return readParameters(decodeUtf8(bytes));
};
