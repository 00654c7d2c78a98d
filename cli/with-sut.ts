import { randomBytes } from 'node:crypto';
import type { DatabaseServer } from '../conformance/chaos/deeds.ts';
import { referenceLogin } from '../conformance/sut/reference-login.ts';
import { loadProfile, referenceProfile, type SutProfile } from '../conformance/sut/profile.ts';
import type { ProcessPort } from '../conformance/sut/process/process-port.ts';
import type { Io } from './io.ts';
import { inTurn } from './in-turn.ts';
import { type RunningReference, startReferenceProcess } from './reference.ts';
import { withPostgres } from './with-postgres.ts';
import { VERSION } from './version.ts';

/** A system under test for the length of one command, and the secrets its profile names. */
export interface Sut {
  readonly profile: SutProfile;
  readonly secrets: Readonly<Record<string, string | undefined>>;
  /** Stops and starts it, where this command has started it. */
  readonly process?: ProcessPort;
  /** FHIR bases of its further processes; FHIR is asked for at the profile's, HL7 v2 goes to the last process. */
  readonly furtherBases: readonly string[];
  /** Its database server, where this command has started one. */
  readonly database?: DatabaseServer;
}

type Use<T> = (sut: Sut) => Promise<T>;

const REFERENCE_KEY = 'VITALPROOF_KEY';
const KEY_BYTES = 32;

/** The reference as `instances` processes that serve one database. */
const withReferences = async <T>(databasePath: string, instances: number, io: Io, use: Use<T>): Promise<T> => {
  const key = randomBytes(KEY_BYTES).toString('hex');
  const { client, login, secrets } = referenceLogin();
  const running: RunningReference[] = [];
  try {
    for (let i = 0; i < instances; i += 1)
      running.push(
        // oxlint-disable-next-line no-await-in-loop -- the first makes what the others find in the database
        await startReferenceProcess({ databasePath, tokenKey: key, client, policies: { portal: 'required' } }),
      );
    const [first, ...further] = running;
    if (first === undefined) throw new RangeError('a system has one process at least');
    const profile = referenceProfile({
      fhirBase: first.fhirBase,
      hl7: (further.at(-1) ?? first).hl7,
      keyVariable: REFERENCE_KEY,
      version: VERSION,
      portal: true,
      login,
      canRestart: true,
    });
    return await use({
      profile,
      secrets: { ...io.env, ...secrets, [REFERENCE_KEY]: key },
      process: further.length === 0 ? first.process : inTurn([first.process, ...further.map((each) => each.process)]),
      furtherBases: further.map(({ fhirBase }) => fhirBase),
    });
  } finally {
    await Promise.all(running.map((each) => each.close()));
  }
};

/**
 * Runs `use` against the system a profile file describes or, without one, against the reference, started for this command
 * alone: free loopback ports, a database of its own, a key that never leaves this process. `onPostgres`: so many processes of
 * the reference that share a database on a PostgreSQL server of its own; absent: one, on the file.
 */
export const withSut = async <T>(
  profileFile: string | undefined,
  databasePath: string,
  io: Io,
  use: Use<T>,
  onPostgres?: number,
): Promise<T> => {
  if (profileFile !== undefined)
    return await use({ profile: loadProfile(profileFile), secrets: io.env, furtherBases: [] });
  if (onPostgres === undefined) return await withReferences(databasePath, 1, io, use);
  return await withPostgres(
    async ({ url, server }) => await withReferences(url, onPostgres, io, (sut) => use({ ...sut, database: server })),
  );
};
