import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { type JWTHeaderParameters, type JWTPayload, SignJWT } from 'jose';

export interface Pair {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** A pair for each algorithm that is taken, and some for those that are not. */
export const PAIRS = {
  ES384: generateKeyPairSync('ec', { namedCurve: 'P-384' }),
  RS384: generateKeyPairSync('rsa', { modulusLength: 2048 }),
  other384: generateKeyPairSync('ec', { namedCurve: 'P-384' }),
  ES256: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
} as const satisfies Readonly<Record<string, Pair>>;

/** A public key as it stands in a clients file. */
export const jwkOf = ({ publicKey }: Pair, kid: string): Record<string, unknown> => ({
  ...publicKey.export({ format: 'jwk' }),
  kid,
});

let count = 0;

/** What one assertion says; `claims` and `header` go before what a good one has. A claim that is undefined is left out. */
export interface Wanted {
  readonly client?: string;
  readonly aud: string | readonly string[] | undefined;
  readonly nowS: number;
  readonly claims?: JWTPayload;
  readonly header?: Partial<JWTHeaderParameters>;
  readonly key?: KeyObject | Uint8Array;
}

/** A signed assertion, good unless told otherwise: ES384, key `k1`, a minute long, a jti of its own. */
export const assertionOf = ({
  client = 'vp-ehr',
  aud,
  nowS,
  claims = {},
  header = {},
  key,
}: Wanted): Promise<string> => {
  count += 1;
  const all = { iss: client, sub: client, aud, exp: nowS + 60, jti: `jti-${count}`, ...claims };
  return new SignJWT(JSON.parse(JSON.stringify(all)) as JWTPayload)
    .setProtectedHeader({ alg: 'ES384', kid: 'k1', typ: 'JWT', ...header })
    .sign(key ?? PAIRS.ES384.privateKey);
};

/** The form that asks for a token with an assertion. */
export const formOf = (assertion: string, scope: string): Record<string, string> => ({
  grant_type: 'client_credentials',
  client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
  client_assertion: assertion,
  scope,
});
