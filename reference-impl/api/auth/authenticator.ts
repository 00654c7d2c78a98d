import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { SYSTEM } from '../../../contract/codes/canonical.ts';
import type { Identifier } from '../../../contract/domain/index.ts';
import { compact } from '../../../contract/wire/json/compact.ts';
import type { Caller } from '../../pipeline.ts';
import { Claims, keyBytes, MAX_TOKEN_LENGTH } from './claims.ts';
import { contextFits, readSubject, SUBJECT_OF } from './roles.ts';
import { parseScopes, rightsOf } from './scopes/scope.ts';

/** The algorithm is ours to choose, never the token's; an extension we would have to understand is refused. */
const Header = z.object({ alg: z.literal('HS256'), typ: z.string().optional(), crit: z.undefined().optional() });

const COMPACT = /^([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)$/;

const parse = (part: string): unknown => {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
};

/** The source that a gateway is: what its token says, else its client. Nobody else is a source. */
const sourceOf = ({ role, sub, source }: Claims): Identifier | 'unusable' | undefined => {
  if (role !== 'gateway') return source === undefined ? undefined : 'unusable';
  return source === undefined ? { system: SYSTEM.client, value: sub } : (readSubject(source) ?? 'unusable');
};

/** A subject, a source or a scope that is given but means nothing spoils the token. */
const toCaller = (claims: Claims): Caller | undefined => {
  const { role, sub: client } = claims;
  const source = sourceOf(claims);
  const scopes = claims.scope === undefined ? undefined : parseScopes(claims.scope);
  if (source === 'unusable' || scopes?.ok === false) return undefined;
  const hasSubject = claims.subject !== undefined;
  if (scopes?.value.some(({ context }) => !contextFits(context, role, hasSubject)) === true) return undefined;
  const caller = compact({ role, client, source, scopes: scopes && rightsOf(scopes.value) });
  if (claims.subject === undefined) return SUBJECT_OF[role] === 'required' ? undefined : caller;
  const subject = SUBJECT_OF[role] === 'none' ? undefined : readSubject(claims.subject);
  return subject === undefined ? undefined : { ...caller, subject };
};

/** Past this many they are all looked at anew. */
const MOST_REMEMBERED = 1000;

/**
 * Makes the check of bearer tokens: who it is, `expired` for a genuine token that has ended, or
 * undefined for anything else. `now` is in milliseconds since 1970. Throws at once for a short key.
 */
export const createAuthenticator = (
  key: string,
  now: () => number,
): ((token: string) => Caller | 'expired' | undefined) => {
  const secret = keyBytes(key);
  /** Genuine tokens that came before: who sends a thousand readings a second sends one token. */
  const genuine = new Map<string, { readonly caller: Caller; readonly expMs: number }>();
  return (token) => {
    const before = genuine.get(token);
    if (before !== undefined) return now() >= before.expMs ? 'expired' : before.caller;
    const parts = token.length > MAX_TOKEN_LENGTH ? null : COMPACT.exec(token);
    const [, head = '', body = '', signature = ''] = parts ?? [];
    const expected = createHmac('sha256', secret).update(`${head}.${body}`).digest();
    const given = Buffer.from(signature, 'base64url');
    if (parts === null || given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
    if (!Header.safeParse(parse(head)).success) return undefined;
    const claims = Claims.safeParse(parse(body));
    if (!claims.success) return undefined;
    const caller = toCaller(claims.data);
    if (caller === undefined) return undefined;
    const expMs = claims.data.exp * 1000;
    if (now() >= expMs) return 'expired';
    if (claims.data.nbf !== undefined && now() < claims.data.nbf * 1000) return undefined;
    if (genuine.size >= MOST_REMEMBERED) genuine.clear();
    genuine.set(token, { caller, expMs });
    return caller;
  };
};
