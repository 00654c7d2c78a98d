import type { IncomingMessage } from 'node:http';
import { isObject, type Json, JsonNumber, type JsonObject } from '../../../contract/wire/json/lossless.ts';
import { searchToken } from '../../../contract/wire/fhir/search-token.ts';
import { readBody } from './body.ts';
import type { Route } from './route.ts';
import { stop } from './surface-refusal.ts';

/** An operation that changes nothing: it is asked for by GET, and by POST as every operation is. */
export const isAskingOperation = ({ name, method }: Pick<Route, 'name' | 'method'>): boolean =>
  method === 'GET' && name.includes('$');

const MEMBERS = ['resourceType', 'id', 'meta', 'parameter'];
const PART_MEMBERS = /^(?:id|name|value[A-Z]\w*)$/;

/** What a value says as it would stand in a query; undefined: it cannot. */
const textOf = (value: Json | undefined): string | undefined => {
  if (typeof value === 'string' && value !== '') return value;
  if (typeof value === 'boolean') return String(value);
  if (value instanceof JsonNumber) return value.text;
  if (!isObject(value)) return undefined;
  const { reference, system, code, value: own } = value;
  if (typeof reference === 'string') return reference;
  const key = code ?? own;
  return typeof system === 'string' && typeof key === 'string' ? searchToken({ system, value: key }) : undefined;
};

const pairOf = (part: Json, index: number): [name: string, value: string] => {
  const at = `Parameters.parameter[${index}]`;
  if (!isObject(part) || typeof part['name'] !== 'string') return stop('missing-element', `${at}.name`);
  const other = Object.keys(part).find((member) => !PART_MEMBERS.test(member));
  if (other !== undefined) stop('field-not-understood', `${at}.${other}`);
  const values = Object.keys(part).filter((member) => member.startsWith('value'));
  const [only = ''] = values;
  const text = values.length === 1 ? textOf(part[only]) : undefined;
  return [part['name'], text ?? stop('bad-value', at, 'expected one value that could stand in a query')];
};

const pairsOf = (body: JsonObject): readonly [string, string][] => {
  if (body['resourceType'] !== 'Parameters') stop('malformed', 'Parameters.resourceType', 'expected Parameters');
  const other = Object.keys(body).find((member) => !MEMBERS.includes(member));
  if (other !== undefined) stop('field-not-understood', `Parameters.${other}`);
  const list: Json = body['parameter'] ?? [];
  if (!Array.isArray(list)) return stop('malformed', 'Parameters.parameter', 'expected a list');
  return (list as readonly Json[]).map(pairOf);
};

/**
 * The parameters of an operation that is asked for by POST, as its query would say them; none where there is no body. Source:
 * FHIR R4, Executing an Operation: by POST; also by GET, where it changes nothing and its parameters are primitive.
 */
export const readOperationForm = async (request: IncomingMessage, mostBytes: number): Promise<URLSearchParams> => {
  const { 'content-length': length, 'transfer-encoding': chunked, 'content-type': type } = request.headers;
  if (type === undefined && chunked === undefined && Number(length ?? 0) === 0) return new URLSearchParams();
  return new URLSearchParams(pairsOf(await readBody(request, mostBytes)) as [string, string][]);
};
