import { z } from 'zod';
import { Identifier } from '../../../../contract/domain/identifier.ts';
import { Claims } from '../claims.ts';
import { contextFits, SUBJECT_OF } from '../roles.ts';
import { MAX_SCOPE_LENGTH, parseScope, type Scope } from '../scopes/scope.ts';
import { type PublicKey, publicKeyOf } from './public-key.ts';

const MOST_CLIENTS = 1000;
const MOST_KEYS = 20;

/** An object with these fields and no other; a field too many is answered with those that there are. */
const fields = <S extends z.ZodRawShape>(shape: S): z.ZodObject<S, z.core.$strict> =>
  z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? `one of ${Object.keys(shape).join(', ')}` : undefined),
  });

const Jwk = z.record(z.string(), z.unknown(), 'a JSON Web Key').transform((jwk, context): PublicKey => {
  const key = publicKeyOf(jwk);
  if (key.ok) return key.value;
  context.addIssue({ code: 'custom', message: key.refusal.detail ?? '', input: jwk });
  return z.NEVER;
});

/** A JSON Web Key Set (RFC 7517, 5) of public keys. */
export const KeySet = z.looseObject({ keys: z.array(Jwk).min(1).max(MOST_KEYS) }).transform(({ keys }, context) => {
  const byKid = new Map(keys.map((key) => [key.kid, key]));
  if (byKid.size < keys.length) context.addIssue({ code: 'custom', message: 'each kid once', input: keys });
  return byKid as ReadonlyMap<string, PublicKey>;
});

const ScopeTerm = z.string().transform((text, context): Scope => {
  const scope = parseScope(text);
  if (scope.ok) return scope.value;
  context.addIssue({ code: 'custom', message: scope.refusal.detail ?? '', input: text });
  return z.NEVER;
});

/** `system|value` in one has to be taken apart again: a bar in the system would move the border. */
const Person = Identifier.refine(({ system }) => !system.includes('|'), 'a system without a bar');

const Entry = fields({
  /** Visible ASCII, as OAuth has it (RFC 6749, A.1). */
  id: z.string().regex(/^[\x20-\x7e]{1,255}$/, 'an id of 1 to 255 visible ASCII characters'),
  role: Claims.shape.role,
  subject: z.union([z.literal('asserted'), Person], 'an identifier (system, value), or asserted').optional(),
  source: Person.optional(),
  scopes: z.array(ScopeTerm).min(1).max(100),
  jwks: KeySet.optional(),
  /** Beside the clients file, or absolute. Keys are never fetched from an address. */
  jwksFile: z
    .string()
    .min(1)
    .regex(/^(?![a-z][a-z0-9+.-]*:\/\/)/i, 'a file: keys are never fetched from an address')
    .optional(),
}).superRefine(({ role, subject, source, scopes, jwks, jwksFile }, context) => {
  const wrong = (path: readonly PropertyKey[], message: string, input: unknown): void =>
    context.addIssue({ code: 'custom', path: [...path], message, input });
  const wanted = SUBJECT_OF[role];
  if (wanted === 'required' && subject === undefined)
    wrong([], `a subject: ${role} speaks for one person (or asserted)`, {});
  if (wanted === 'none' && subject !== undefined) wrong(['subject'], `no subject: ${role} speaks for all`, {});
  if (source !== undefined && role !== 'gateway') wrong(['source'], 'no source: only a gateway is one', {});
  for (const [i, { context: of, text }] of scopes.entries()) {
    const fits = contextFits(of, role, subject !== undefined);
    if (!fits)
      wrong(
        ['scopes', i],
        of === 'user' ? 'user/ for a clinician alone' : 'patient/ for who speaks for a patient',
        text,
      );
  }
  if (scopes.map(({ text }) => text).join(' ').length > MAX_SCOPE_LENGTH)
    wrong(['scopes'], `at most ${MAX_SCOPE_LENGTH} characters together`, {});
  if ((jwks === undefined) === (jwksFile === undefined)) wrong([], 'either jwks or jwksFile', {});
});

/** The file in which clients are registered (docs/bindings/fhir.md, Access). */
export const ClientsDocument = fields({ clients: z.array(Entry).min(1).max(MOST_CLIENTS) }).superRefine(
  ({ clients }, context) => {
    for (const [i, { id }] of clients.entries())
      if (clients.findIndex((other) => other.id === id) < i)
        context.addIssue({ code: 'custom', path: ['clients', i, 'id'], message: 'each client once', input: id });
  },
);
