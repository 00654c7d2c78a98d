import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { accept, type Outcome, refuse } from '../../../../contract/refusal.ts';

/** Signatures that are taken. Source: SMART App Launch 2, asymmetric client authentication. */
export const ALGORITHMS = ['ES384', 'RS384'] as const;
export type Algorithm = (typeof ALGORITHMS)[number];

/** A key that a client signs with, by its `kid`. */
export interface PublicKey {
  readonly kid: string;
  readonly algorithm: Algorithm;
  readonly key: KeyObject;
}

/** Members of private and of shared keys. Source: RFC 7518, 6. */
const SECRET_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];
/** Source: RFC 7518, 3.3. */
const LEAST_RSA_BITS = 2048;
const MAX_RSA_BITS = 8192;

const no = (why: string): { ok: false; refusal: ReturnType<typeof refuse>['refusal'] } =>
  refuse('bad-value', undefined, why);

const algorithmOf = (key: KeyObject): Outcome<Algorithm> => {
  const { namedCurve, modulusLength = 0 } = key.asymmetricKeyDetails ?? {};
  if (key.asymmetricKeyType === 'ec')
    return namedCurve === 'secp384r1' ? accept('ES384') : no('an elliptic key on the curve P-384, for ES384');
  if (key.asymmetricKeyType !== 'rsa') return no('an elliptic key (P-384) or an RSA key');
  return modulusLength >= LEAST_RSA_BITS && modulusLength <= MAX_RSA_BITS
    ? accept('RS384')
    : no(`an RSA key of ${LEAST_RSA_BITS} to ${MAX_RSA_BITS} bits, for RS384`);
};

/** Reads a public JSON Web Key (RFC 7517) that a client may sign with. What is refused says what was expected; no part of a key is repeated. */
export const publicKeyOf = (jwk: Readonly<Record<string, unknown>>): Outcome<PublicKey> => {
  if (SECRET_MEMBERS.some((member) => Object.hasOwn(jwk, member)))
    return no(
      'the public key alone: this is a private or a shared one, and should be replaced now that it stands here',
    );
  const { kid, use, alg } = jwk;
  if (typeof kid !== 'string' || kid === '' || kid.length > 255) return no('a kid of 1 to 255 characters');
  if (use !== undefined && use !== 'sig') return no('a key for signatures (use: sig)');
  let key: KeyObject;
  try {
    key = createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' });
  } catch {
    return no('a public key as a JSON Web Key (kty EC with crv, x, y, or kty RSA with n, e)');
  }
  const algorithm = algorithmOf(key);
  if (!algorithm.ok) return algorithm;
  return alg === undefined || alg === algorithm.value
    ? accept({ kid, algorithm: algorithm.value, key })
    : no(`alg ${algorithm.value}, which is what this key signs`);
};
