import { BOUNDS } from './bounds.ts';

/** Names a client may set: its credentials, and names of its own. What frames or routes a request is ours. */
const NAME = /^(?:authorization|x-[a-z0-9-]{1,64})$/i;
const VALUE = /^[\x20-\x7e]*$/;

/** Name and value of `Name: value`; undefined for what is not sent. */
export const headerOf = (text: string): { readonly name: string; readonly value: string } | undefined => {
  const colon = text.indexOf(':');
  const name = text.slice(0, colon);
  const value = text.slice(colon + 1).trim();
  if (colon < 0 || text.length > BOUNDS.headerLength || !NAME.test(name) || value === '' || !VALUE.test(value))
    return undefined;
  return { name, value };
};

/** The position of the first header that is not sent, or of the first too many; undefined when all are. */
export const badHeader = (headers: readonly string[]): number | undefined => {
  const bad = headers.findIndex((text, i) => i >= BOUNDS.headers || headerOf(text) === undefined);
  return bad < 0 ? undefined : bad;
};
