import { z } from 'zod';

/**
 * A business key: who gave it (`system`, a URI) and the key itself. Patient, order, reading and
 * item each have exactly one, unique per SUT, and the oracle knows no other identity.
 */
export const Identifier = z.strictObject({
  system: z.string().min(1).max(255),
  value: z.string().min(1).max(255),
});
export type Identifier = z.infer<typeof Identifier>;

interface Keyed extends Identifier {
  readonly key: string;
}
const NONE: Keyed = { system: '', value: '', key: '|' };
/** The key of one identifier is asked for a dozen times in a row: as one text it is put together and hashed once. */
let known: readonly [latest: Keyed, before: Keyed] = [NONE, NONE];

/** One string for maps and sets. `|` cannot occur in a URI, so two different identifiers never collide. */
export const keyOf = ({ system, value }: Identifier): string => {
  const [latest, before] = known;
  if (latest.value === value && latest.system === system) return latest.key;
  if (before.value === value && before.system === system) return before.key;
  const key = `${system}|${value}`;
  known = [{ system, value, key }, latest];
  return key;
};

const URI = /^(?:https?:\/\/|urn:)[^\s|]+$/;
const OID = /^[0-2](?:\.(?:0|[1-9]\d*))+$/;
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

/** Whether a text is an OID in dotted form. */
export const isOid = (text: string): boolean => OID.test(text);

/**
 * Whether a text can be the system of an identifier: a URL or URN without white space and bar, and an OID or UUID only in its
 * own form. A relative one would name something else at every place where it is read. Source: FHIR R4, Identifier.system and uri.
 */
export const isSystem = (text: string): boolean =>
  URI.test(text) &&
  (!text.startsWith('urn:oid:') || isOid(text.slice(8))) &&
  (!text.startsWith('urn:uuid:') || UUID.test(text.slice(9)));
