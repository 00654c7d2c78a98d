import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { SYSTEM } from '../../../contract/codes/canonical.ts';
import type { Identifier } from '../../../contract/domain/index.ts';
import type { Caller } from '../../pipeline.ts';
import { Claims, keyBytes, MAX_TOKEN_LENGTH } from './claims.ts';

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

/** `system|value`; a subject that is given but names nobody spoils the token. */
const readSubject = (text: string): Identifier | undefined => {
  const bar = text.indexOf('|');
  return bar > 0 && bar < text.length - 1 ? { system: text.slice(0, bar), value: text.slice(bar + 1) } : undefined;
};

/** Roles that speak for one person and mean nothing without. */
const NEEDS_SUBJECT: ReadonlySet<Caller['role']> = new Set(['clinician', 'portal']);
/** Roles that speak for all: a token of theirs that is narrowed to one person would be taken for more than was meant. */
const TAKES_NO_SUBJECT: ReadonlySet<Caller['role']> = new Set(['ehr', 'auditor', 'clock']);

/** The source that a gateway is: what its token says, else its client. Nobody else is a source. */
const sourceOf = ({ role, sub, source }: Claims): Identifier | 'unusable' | undefined => {
  if (role !== 'gateway') return source === undefined ? undefined : 'unusable';
  return source === undefined ? { system: SYSTEM.client, value: sub } : (readSubject(source) ?? 'unusable');
};

const toCaller = (claims: Claims): Caller | undefined => {
  const { role, sub: client } = claims;
  const source = sourceOf(claims);
  if (source === 'unusable') return undefined;
  const caller = { role, client, ...(source === undefined ? {} : { source }) };
  if (claims.subject === undefined) return NEEDS_SUBJECT.has(role) ? undefined : caller;
  const subject = TAKES_NO_SUBJECT.has(role) ? undefined : readSubject(claims.subject);
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
    if (genuine.size >= MOST_REMEMBERED) genuine.clear();
    genuine.set(token, { caller, expMs });
    return caller;
  };
};
