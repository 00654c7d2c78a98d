import {
  decodeJwt,
  decodeProtectedHeader,
  errors,
  type JWTPayload,
  jwtVerify,
  type ProtectedHeaderParameters,
} from 'jose';
import type { Client, Clients } from '../clients/client.ts';
import { ALGORITHMS, type PublicKey } from '../clients/public-key.ts';
import { refuseToken } from './refusal.ts';

/** Longest life of an assertion. Source: SMART App Launch 2, asymmetric client authentication. */
export const MAX_ASSERTION_S = 300;
const MAX_ASSERTION_LENGTH = 8192;
/** What every database keeps as it is, and compares as it is. */
const JTI = /^[\x20-\x7e]{1,255}$/;
const JTI_IN_WORDS = '1 to 255 visible ASCII characters';

/** A client's login, verified. `untilS`: seconds since 1970. */
export interface Assertion {
  readonly client: Client;
  readonly jti: string;
  readonly untilS: number;
  readonly claims: JWTPayload;
}

const bad = (why: string): never => refuseToken('invalid_client', why);

const parts = (jwt: string): { header: ProtectedHeaderParameters; claims: JWTPayload } => {
  try {
    if (jwt.length > MAX_ASSERTION_LENGTH) throw new RangeError('too long');
    return { header: decodeProtectedHeader(jwt), claims: decodeJwt(jwt) };
  } catch {
    return bad(`client_assertion is not a JSON Web Token of at most ${MAX_ASSERTION_LENGTH} characters`);
  }
};

/** Whose name is on an assertion, before anything of it is believed. */
export const claimedClient = (jwt: string, clients: Clients): Client => {
  const { iss, sub } = parts(jwt).claims;
  if (typeof iss !== 'string' || iss !== sub)
    return bad('iss and sub of the assertion are not both the id of the client');
  return clients.get(iss) ?? bad('no client is registered under the id in iss and sub');
};

const keyOf = (jwt: string, client: Client): PublicKey => {
  const { alg, kid, typ, jku } = parts(jwt).header;
  const wanted = ALGORITHMS.find((algorithm) => algorithm === alg);
  if (wanted === undefined) return bad(`the assertion is not signed with one of ${ALGORITHMS.join(', ')}`);
  if (typeof typ !== 'string' || typ.toUpperCase() !== 'JWT') bad('typ in the header of the assertion is not JWT');
  if (jku !== undefined) bad('jku is not taken: no client is registered with an address for its keys');
  if (kid === undefined) return bad('the header of the assertion names no key (kid)');
  const key = client.keys.get(kid) ?? bad('the client is registered with no key of the kid that the assertion names');
  return key.algorithm === wanted ? key : bad(`the key of this kid signs with ${key.algorithm}, not ${wanted}`);
};

const WORDS: Readonly<Record<string, string>> = {
  aud: 'aud of the assertion is not the address of the token endpoint',
  exp: 'the assertion has no exp, or none that is a number of seconds',
  nbf: 'the assertion is not valid yet (nbf)',
  iat: 'iat of the assertion is not a number of seconds',
};

const inWords = (error: unknown): string => {
  if (error instanceof errors.JWSSignatureVerificationFailed) return "the signature is not of the client's key";
  if (error instanceof errors.JWTExpired) return 'the assertion has expired (exp)';
  if (error instanceof errors.JWTClaimValidationFailed) return WORDS[error.claim] ?? `${error.claim} is not usable`;
  if (error instanceof errors.JOSEError) return 'the assertion is not a JSON Web Token that can be verified';
  throw error;
};

/**
 * Verifies a client's assertion: by which client, meant for this endpoint, in force and short. `nowMs`: system time.
 * Whether it was used before is for the store to say. Throws TokenRefusal. Source: RFC 7523, 3; SMART App Launch 2.
 */
export const verifyAssertion = async (
  jwt: string,
  client: Client,
  at: { readonly tokenUrl: string; readonly nowMs: number },
): Promise<Assertion> => {
  const { algorithm, key } = keyOf(jwt, client);
  const verified = await jwtVerify(jwt, key, {
    algorithms: [algorithm],
    issuer: client.id,
    subject: client.id,
    audience: at.tokenUrl,
    currentDate: new Date(at.nowMs),
    requiredClaims: ['exp', 'jti'],
  }).catch((error: unknown) => bad(inWords(error)));
  const { exp = 0, jti, aud } = verified.payload;
  if (typeof aud !== 'string' && aud?.length !== 1) bad('the assertion is meant for others too (aud)');
  if (exp - at.nowMs / 1000 > MAX_ASSERTION_S)
    bad(`exp of the assertion is more than ${MAX_ASSERTION_S} seconds ahead`);
  if (typeof jti !== 'string' || !JTI.test(jti)) return bad(`jti of the assertion is not a text of ${JTI_IN_WORDS}`);
  return { client, jti, untilS: exp, claims: verified.payload };
};
