import type { Identifier } from '../../domain/identifier.ts';
import type { RefusalName } from '../../codes/refusals.ts';
import type { JsonObject } from '../json/lossless.ts';
import { parseCondition } from './condition.ts';
import { type Cursor, fail } from './cursor.ts';
import { readIdentifier } from './identifier.ts';
import type { IdentifierOf, ReferenceTo } from './references.ts';

/** System of a key that stands for a reference nobody could resolve, so that evidence is never dropped. */
export const UNRESOLVED = 'urn:vitalproof:unresolved-reference';

export const referenceTo = (ref: ReferenceTo, type: Parameters<ReferenceTo>[0], key: Identifier): JsonObject => ({
  reference: ref(type, key),
});

/** A reference with the business key beside it; the key alone where nothing of that key is kept here. */
export const referenceOrKey = (ref: ReferenceTo, type: Parameters<ReferenceTo>[0], key: Identifier): JsonObject => {
  const identifier = { system: key.system, value: key.value };
  try {
    return { reference: ref(type, key), identifier };
  } catch {
    return { identifier };
  }
};

/** The business key of what a Reference points to: by its literal reference if it has one, else by its identifier. */
export const resolve = (at: Cursor, identifierOf: IdentifierOf): Identifier | undefined => {
  const literal = at.get('reference').optionalText();
  if (literal !== undefined) return identifierOf(literal);
  return at.get('identifier').present ? readIdentifier(at.get('identifier')) : undefined;
};

/** `Patient?identifier=…`: a reference by a search, which R4 knows in transactions alone (http, Transaction Processing Rules). */
const CONDITIONAL = /^([A-Z][A-Za-z]+)\?(.*)$/s;

/** The key that a conditional reference asks for; undefined where it asks for something else, or is none. */
export const conditionalKey = (literal: string): Identifier | undefined => {
  const query = CONDITIONAL.exec(literal)?.[2];
  return query === undefined ? undefined : parseCondition(query);
};

/** The type that a literal reference names: of `http://h/fhir/Patient/p1/_history/2` Patient, of `urn:uuid:…` none. */
export const typeOf = (literal: string): string | undefined =>
  CONDITIONAL.exec(literal)?.[1] ??
  /(?:^|\/)([A-Z][A-Za-z]+)\/[A-Za-z0-9\-.]{1,64}(?:\/_history\/[^/]+)?$/.exec(literal)?.[1];

/** Who wrote a search is not to be told that what it would find is unknown, where nobody has looked. */
const refuseConditional = (at: Cursor): void => {
  const reference = at.get('reference');
  if (CONDITIONAL.test(reference.optionalText() ?? ''))
    fail('bad-value', reference.path, 'a search is resolved in a transaction alone, by identifier=system|value');
};

/**
 * What may be referred to where nothing known is answered so. A device may bear the record number of somebody else: what is
 * about the device is not about that patient.
 */
const TYPES: Partial<Record<RefusalName, readonly string[]>> = {
  'patient-not-authorised': ['Patient'],
  'recipient-unknown': ['PractitionerRole', 'CareTeam', 'Practitioner'],
};

const refuseOtherType = (at: Cursor, unknown: RefusalName): void => {
  const literal = at.get('reference').optionalText();
  const type = literal === undefined ? undefined : typeOf(literal);
  if (type !== undefined && TYPES[unknown]?.includes(type) === false) fail(unknown, at.path);
};

/**
 * As `resolve`, for something that must be known; absent: `missing-element`, unknown or of another type: `unknown`. A literal
 * reference and an identifier that name two different things are `bad-value`.
 */
export const resolveOrFail = (at: Cursor, identifierOf: IdentifierOf, unknown: RefusalName): Identifier => {
  at.object();
  if (!at.get('reference').present && !at.get('identifier').present) fail('missing-element', `${at.path}.reference`);
  refuseOtherType(at, unknown);
  const found = resolve(at, identifierOf);
  if (found === undefined) {
    refuseConditional(at);
    return fail(unknown, at.path);
  }
  const stated = at.get('reference').present && at.get('identifier').present ? at.get('identifier') : undefined;
  const { system, value } = stated === undefined ? found : readIdentifier(stated);
  if (system === found.system && value !== found.value)
    fail('bad-value', `${at.path}.identifier`, 'not the identifier of what is referred to');
  return found;
};

/** As `resolve`, for what a system under test shows: an unknown reference is kept as a key of system UNRESOLVED. */
export const resolveOrKeep = (at: Cursor, identifierOf: IdentifierOf): Identifier => {
  at.object();
  const literal = at.get('reference').optionalText();
  const found = resolve(at, identifierOf);
  return (
    found ?? { system: UNRESOLVED, value: (literal ?? fail('missing-element', `${at.path}.reference`)).slice(0, 255) }
  );
};
