import { createPrivateKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { InputProblem } from '../../../contract/input-problem.ts';

/** A private key, and how the system under test knows its public half. */
export interface SigningKey {
  readonly key: KeyObject;
  readonly algorithm: 'ES384' | 'RS384';
  readonly kid: string;
}

const LEAST_RSA_BITS = 2048;
const EXPECTED =
  'a private key, elliptic (P-384) or RSA (2048 bits or more): PEM, JSON Web Key, or the path of a file with one';

/** What is wrong is said without a word of the key: the variable is named, and the file if it names one. */
const problem = (what: string, variable: string, file: string | undefined): InputProblem =>
  new InputProblem(
    `${what} (from ${variable})`,
    { path: 'access.clients', ...(file === undefined ? {} : { file }) },
    EXPECTED,
  );

const readKey = (text: string): { readonly key: KeyObject; readonly kid?: string } => {
  if (!text.trimStart().startsWith('{')) return { key: createPrivateKey(text) };
  const jwk = JSON.parse(text) as JsonWebKey;
  const { kid } = jwk;
  return { key: createPrivateKey({ key: jwk, format: 'jwk' }), ...(typeof kid === 'string' ? { kid } : {}) };
};

const algorithmOf = ({
  asymmetricKeyType,
  asymmetricKeyDetails = {},
}: KeyObject): SigningKey['algorithm'] | undefined => {
  if (asymmetricKeyType === 'ec') return asymmetricKeyDetails.namedCurve === 'secp384r1' ? 'ES384' : undefined;
  const isLarge = (asymmetricKeyDetails.modulusLength ?? 0) >= LEAST_RSA_BITS;
  return asymmetricKeyType === 'rsa' && isLarge ? 'RS384' : undefined;
};

/**
 * The key in an environment variable: itself (PEM or JSON Web Key), or the path of its file. `kid` from the profile goes
 * before that of the key. Throws InputProblem.
 */
export const signingKeyOf = (variable: string, value: string, kid: string | undefined): SigningKey => {
  const isKey = /^\s*(?:\{|-----BEGIN)/.test(value);
  const file = isKey ? undefined : value;
  let read: ReturnType<typeof readKey>;
  try {
    read = readKey(file === undefined ? value : readFileSync(file, 'utf8'));
  } catch {
    throw problem('the key cannot be read', variable, file);
  }
  const algorithm = algorithmOf(read.key);
  if (algorithm === undefined) throw problem('the key signs neither ES384 nor RS384', variable, file);
  const name = kid ?? read.kid;
  if (name === undefined) throw problem('neither the key nor the profile says its kid', variable, file);
  return { key: read.key, algorithm, kid: name };
};
