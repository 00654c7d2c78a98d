import type { Identifier } from '../../domain/identifier.ts';
import { parseToken } from './identifier.ts';

const escaped = (text: string): string => text.replaceAll(/[\\,|$]/g, String.raw`\$&`);

/**
 * One value of a search parameter with its escapes undone (`\,` is a comma); undefined where it is a list of
 * alternatives. Source: FHIR R4, Search, 3.1.1.4.6 and 3.1.1.4.7.
 */
export const oneSearchValue = (text: string): string | undefined => {
  if (/(?:^|[^\\])(?:\\\\)*,/.test(text)) return undefined;
  return text.replaceAll(/\\([\\,|$])/g, '$1');
};

/** The alternatives of a search parameter, escapes kept: `a|1,a|2` is two. */
export const searchValues = (text: string): readonly string[] => text.match(/(?:[^\\,]|\\.)+/gs) ?? [];

/** `system|value` as a search asks for it, before percent-encoding. */
export const searchToken = ({ system, value }: Identifier): string => `${escaped(system)}|${escaped(value)}`;

/** The one `system|value` that a search parameter names; undefined where it is anything else, a list above all. */
export const parseSearchToken = (text: string): Identifier | undefined => {
  const one = oneSearchValue(text);
  return one === undefined ? undefined : parseToken(one);
};
