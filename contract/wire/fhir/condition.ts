import type { Identifier } from '../../domain/identifier.ts';
import { parseSearchToken } from './search-token.ts';

/** `identifier=system|value` of a conditional create or update, percent-encoded or not. */
export const parseCondition = (text: string): Identifier | undefined => {
  const params = [...new URLSearchParams(text.replace(/^\?/, ''))];
  const [only] = params;
  return params.length === 1 && only?.[0] === 'identifier' ? parseSearchToken(only[1]) : undefined;
};

/** `W/"3"` of an If-Match; undefined where it is no version of ours. */
export const parseVersionTag = (text: string): number | undefined => {
  const digits = /^W\/"([1-9]\d{0,8})"$/.exec(text)?.[1];
  return digits === undefined ? undefined : Number(digits);
};
