import { type Identifier, isSystem } from '../../domain/identifier.ts';
import type { JsonObject } from '../json/lossless.ts';
import { codeIn, concept } from './concept.ts';
import { type Cursor, fail } from './cursor.ts';

const MAX_LENGTH = 255;

/** One Identifier with both a system and a value. */
export const readIdentifier = (at: Cursor): Identifier => {
  const part = (name: 'system' | 'value'): string => {
    const text = at.get(name).text();
    if (text.length > MAX_LENGTH) fail('bad-value', `${at.path}.${name}`, `at most ${MAX_LENGTH} characters`);
    return text;
  };
  const system = part('system');
  // A bar is no part of a URI, and `a|b` + `c` must not be taken for `a` + `b|c`.
  if (system.includes('|')) fail('bad-value', `${at.path}.system`, 'a URI holds no bar');
  return { system, value: part('value') };
};

/** The business key of a resource: its first identifier, or the first of `system` where there is one. */
export const readBusinessKey = (root: Cursor, system?: string): Identifier => {
  const all = root.get('identifier').list();
  const wanted = all.find((c) => system !== undefined && c.get('system').value === system);
  return readIdentifier(wanted ?? root.get('identifier').first());
};

/** An identifier as a receiver takes it in: with a system that means the same wherever it is shown again. */
export const readNewIdentifier = (at: Cursor): Identifier => {
  const identifier = readIdentifier(at);
  return isSystem(identifier.system)
    ? identifier
    : fail('bad-value', `${at.path}.system`, 'an absolute URL or URN is expected, such as urn:oid:2.999.1');
};

/** As `readNewIdentifier`, of the resource itself. */
export const readNewKey = (root: Cursor): Identifier => readNewIdentifier(root.get('identifier').first());

const ID_TYPE = 'http://terminology.hl7.org/CodeSystem/v2-0203';

/** A type of identifier by its HL7 table 0203, as R4 writes it: `MR`, a record number. */
export const idType = (code: string): JsonObject => concept(ID_TYPE, code);

/** As `readNewKey`, but the identifier of that type where there is one: HL7 v2 has a field for it, and finds the same one. */
export const readNewKeyOf = (root: Cursor, type: string): Identifier => {
  const typed = root
    .get('identifier')
    .list()
    .find((one) => codeIn(one.get('type'), ID_TYPE) === type);
  return typed === undefined ? readNewKey(root) : readNewIdentifier(typed);
};

/** `system|value` of a token or of an actor, or undefined. */
export const parseToken = (token: string): Identifier | undefined => {
  const bar = token.indexOf('|');
  return bar > 0 && bar < token.length - 1 && token.length <= 2 * MAX_LENGTH
    ? { system: token.slice(0, bar), value: token.slice(bar + 1) }
    : undefined;
};
