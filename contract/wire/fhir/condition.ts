import type { Identifier } from '../../domain/identifier.ts';
import { parseSearchToken, searchValues } from './search-token.ts';

/** `identifier=…`, percent-encoded or not: what it says of the identifier. */
const conditionOf = (text: string): string | undefined => {
  const params = [...new URLSearchParams(text.replace(/^\?/, ''))];
  const [only] = params;
  return params.length === 1 && only?.[0] === 'identifier' ? only[1] : undefined;
};

/** `identifier=system|value` of a conditional create or update, percent-encoded or not. */
export const parseCondition = (text: string): Identifier | undefined => {
  const value = conditionOf(text);
  return value === undefined ? undefined : parseSearchToken(value);
};

/** `identifier=system|value,system|value`: any of them. Undefined where one of them is no identifier. */
export const parseAnyCondition = (text: string): readonly Identifier[] | undefined => {
  const keys = searchValues(conditionOf(text) ?? '').map(parseSearchToken);
  const known = keys.filter((key) => key !== undefined);
  return known.length === keys.length ? known : undefined;
};

/** `W/"3"` of an If-Match; undefined where it is no version of ours. */
export const parseVersionTag = (text: string): number | undefined => {
  const digits = /^W\/"([1-9]\d{0,8})"$/.exec(text)?.[1];
  return digits === undefined ? undefined : Number(digits);
};
