import { generateKeyPairSync } from 'node:crypto';
import type { SutProfile } from './profile.ts';

/** A client that logs in at a reference which is started for one run. */
export interface ReferenceLogin {
  /** How the reference registers it: the public key alone. */
  readonly client: {
    readonly id: string;
    readonly role: 'ehr';
    readonly scopes: readonly string[];
    readonly jwk: Readonly<Record<string, unknown>>;
  };
  /** How the profile of the run names it. */
  readonly login: NonNullable<SutProfile['login']>;
  /** The private key, under the variable that the profile names. It never leaves the process. */
  readonly secrets: Readonly<Record<string, string>>;
}

const VARIABLE = 'VITALPROOF_LOGIN_KEY';
const ID = 'vitalproof-login';
const KID = 'login-1';
const SCOPES = ['system/Task.rs'];

/** Makes a key pair (P-384) and a client that has it. */
export const referenceLogin = (): ReferenceLogin => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
  return {
    client: { id: ID, role: 'ehr', scopes: SCOPES, jwk: { ...publicKey.export({ format: 'jwk' }), kid: KID } },
    login: { id: ID, key: `\${${VARIABLE}}`, kid: KID, scopes: SCOPES },
    secrets: { [VARIABLE]: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString() },
  };
};
