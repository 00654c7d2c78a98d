import { randomBytes } from 'node:crypto';
import { referenceLogin } from '../conformance/sut/reference-login.ts';
import { loadProfile, referenceProfile, type SutProfile } from '../conformance/sut/profile.ts';
import type { ProcessPort } from '../conformance/sut/process/process-port.ts';
import type { Io } from './io.ts';
import { startReferenceProcess } from './reference.ts';
import { VERSION } from './version.ts';

/** A system under test for the length of one command, and the secrets its profile names. */
export interface Sut {
  readonly profile: SutProfile;
  readonly secrets: Readonly<Record<string, string | undefined>>;
  /** Stops and starts it, where this command has started it. */
  readonly process?: ProcessPort;
}

const REFERENCE_KEY = 'VITALPROOF_KEY';
const KEY_BYTES = 32;

/**
 * Runs `use` against the system a profile file describes or, without one, against the reference, started for
 * this command alone: free loopback ports, a database of its own, a key that never leaves this process.
 */
export const withSut = async <T>(
  profileFile: string | undefined,
  databasePath: string,
  io: Io,
  use: (sut: Sut) => Promise<T>,
): Promise<T> => {
  if (profileFile !== undefined) return await use({ profile: loadProfile(profileFile), secrets: io.env });
  const key = randomBytes(KEY_BYTES).toString('hex');
  const { client, login, secrets } = referenceLogin();
  const reference = await startReferenceProcess({
    databasePath,
    tokenKey: key,
    client,
    policies: { portal: 'required' },
  });
  try {
    const profile = referenceProfile({
      fhirBase: reference.fhirBase,
      hl7: reference.hl7,
      keyVariable: REFERENCE_KEY,
      version: VERSION,
      portal: true,
      login,
      canRestart: true,
    });
    return await use({
      profile,
      secrets: { ...io.env, ...secrets, [REFERENCE_KEY]: key },
      process: reference.process,
    });
  } finally {
    await reference.close();
  }
};
