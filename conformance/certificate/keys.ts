import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { EXIT, InputProblem } from '../../contract/input-problem.ts';
import { sha256 } from './canonical.ts';

/** How a key pair is made without us. */
const OPENSSL = 'openssl genpkey -algorithm ed25519 -out sign.pem && openssl pkey -in sign.pem -pubout -out verify.pem';

const refused = (what: string, where: string, expected: string): InputProblem =>
  new InputProblem(what, { file: where }, expected, {
    exitCode: EXIT.badInput,
    advice: `vitalproof keygen, or ${OPENSSL}`,
  });

const isPrivate = (pem: string): boolean => /-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(pem);

/**
 * The key that signs, from PEM (PKCS #8, Ed25519). `where` is for messages, which never quote the key. A key is never
 * made here: a certificate that a passing key signed could be checked by nobody.
 */
export const signingKey = (pem: string, where: string): KeyObject => {
  const expected = 'a private Ed25519 key in PEM (PKCS #8)';
  if (!isPrivate(pem)) throw refused('this is no private key', where, expected);
  let key: KeyObject;
  try {
    key = createPrivateKey(pem);
  } catch {
    throw refused('this private key cannot be read', where, expected);
  }
  if (key.asymmetricKeyType !== 'ed25519')
    throw refused(`this is a key of the type ${key.asymmetricKeyType}`, where, expected);
  return key;
};

/** The key that certificates are checked with, from PEM (SPKI, Ed25519). A private key is refused: it should be nowhere near. */
export const verifyingKey = (pem: string, where: string): KeyObject => {
  const expected = 'a public Ed25519 key in PEM (SPKI)';
  if (isPrivate(pem)) throw refused('this is a private key', where, expected);
  let key: KeyObject;
  try {
    key = createPublicKey(pem);
  } catch {
    throw refused('this public key cannot be read', where, expected);
  }
  if (key.asymmetricKeyType !== 'ed25519')
    throw refused(`this is a key of the type ${key.asymmetricKeyType}`, where, expected);
  return key;
};

/** Names a key: SHA-256 of its public half as SPKI in DER. A name, not a reason for trust. */
export const keyId = (key: KeyObject): string => {
  const open = key.type === 'private' ? createPublicKey(key) : key;
  return sha256(open.export({ type: 'spki', format: 'der' }));
};

/** A new pair, as PEM. */
export const newKeyPair = (): { readonly sign: string; readonly verify: string } => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    sign: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    verify: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  };
};
