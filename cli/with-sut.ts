import { randomBytes } from 'node:crypto';
import type { DatabaseServer } from '../conformance/chaos/deeds.ts';
import { type AlertListener, startAlertListener } from '../conformance/sight/alerts/alert-listener.ts';
import { referenceLogin } from '../conformance/sut/reference-login.ts';
import { fhirBaseOf, loadProfile, referenceProfile, type SutProfile } from '../conformance/sut/profile.ts';
import { placedInProfile } from '../conformance/sut/placed-in-profile.ts';
import { pause } from '../conformance/runner/pause.ts';
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
  /** Takes its alerts, where this command has started it. */
  readonly alerts?: AlertListener;
  /** Its database server, where this command has started one. */
  readonly database?: DatabaseServer;
}

type Use<T> = (sut: Sut) => Promise<T>;

/** How the reference is started. */
interface ReferenceAsked {
  /** So many processes that share a database on a PostgreSQL server of its own; absent: one, on the file. */
  readonly onPostgres?: number | undefined;
  /** The deadline that it declares for items, ms; absent: one second. */
  readonly itemDeadlineMs?: number | undefined;
  /** It tells In Basket items to a listener of the harness; unsaid: to nobody. */
  readonly alerts?: boolean;
}

/** How long a process of the reference may take to find its database again, ms, and between two questions. */
const WELL_WITHIN_MS = 60_000;
const BETWEEN_MS = 20;

/** Settles when a process of the reference says that it takes writes. Rejects where it does not in time. */
const well = async (fhirBase: string): Promise<void> => {
  const until = performance.now() + WELL_WITHIN_MS;
  const isWell = (): Promise<boolean> =>
    fetch(new URL('/health', fhirBase)).then(
      ({ ok }) => ok,
      () => false,
    );
  // oxlint-disable-next-line no-await-in-loop -- asked again because it is not well yet
  while (!(await isWell())) {
    if (performance.now() > until) throw new Error(`${fhirBase} has not found its database again`);
    // oxlint-disable-next-line no-await-in-loop
    await pause(BETWEEN_MS);
  }
};

const REFERENCE_KEY = 'VITALPROOF_KEY';
const KEY_BYTES = 32;
/** The reference waits so long for an acknowledgement; what is never acknowledged in a check would else take ten seconds. */
const ACK_TIMEOUT_MS = 1000;

/** The reference as `instances` processes that serve one database. */
const withReferences = async <T>(
  databasePath: string,
  instances: number,
  { itemDeadlineMs, alerts: tellsAlerts = false }: ReferenceAsked,
  io: Io,
  use: Use<T>,
): Promise<T> => {
  const key = randomBytes(KEY_BYTES).toString('hex');
  const { client, login, secrets } = referenceLogin();
  const running: RunningReference[] = [];
  const alerts = tellsAlerts ? await startAlertListener() : undefined;
  const told =
    alerts === undefined ? {} : { alerts: { host: '127.0.0.1', port: alerts.port, ackTimeoutMs: ACK_TIMEOUT_MS } };
  try {
    for (let i = 0; i < instances; i += 1)
      running.push(
        // oxlint-disable-next-line no-await-in-loop -- the first makes what the others find in the database
        await startReferenceProcess({ databasePath, tokenKey: key, client, policies: { portal: 'required' }, ...told }),
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
      ...(itemDeadlineMs === undefined ? {} : { itemDeadlineMs }),
      ...(alerts === undefined ? {} : { alertPort: alerts.port }),
    });
    return await use({
      profile,
      secrets: { ...io.env, ...secrets, [REFERENCE_KEY]: key },
      process: further.length === 0 ? first.process : inTurn([first.process, ...further.map((each) => each.process)]),
      furtherBases: further.map(({ fhirBase }) => fhirBase),
      ...(alerts === undefined ? {} : { alerts }),
    });
  } finally {
    await Promise.all(running.map((each) => each.close()));
    await alerts?.close();
  }
};

const foundByAll = (server: DatabaseServer, { profile, furtherBases }: Sut): DatabaseServer => ({
  crash: () => server.crash(),
  start: async () => {
    await server.start();
    await Promise.all([fhirBaseOf(profile), ...furtherBases].map(well));
  },
});

/**
 * Runs `use` against the system a profile file describes or, without one, against the reference, started for this command
 * alone: free loopback ports, a database of its own, a key that never leaves this process.
 */
export const withSut = async <T>(
  profileFile: string | undefined,
  databasePath: string,
  io: Io,
  use: Use<T>,
  reference: ReferenceAsked = {},
): Promise<T> => {
  const { onPostgres } = reference;
  if (profileFile !== undefined)
    try {
      return await use({ profile: loadProfile(profileFile), secrets: io.env, furtherBases: [] });
    } catch (error) {
      throw placedInProfile(error, profileFile);
    }
  if (onPostgres === undefined) return await withReferences(databasePath, 1, reference, io, use);
  // A process finds its database again in its own time: the server is back for nobody before it is for all of them.
  return await withPostgres(
    async ({ url, server }) =>
      await withReferences(url, onPostgres, reference, io, (sut) => use({ ...sut, database: foundByAll(server, sut) })),
  );
};
