import { connect } from 'node:net';
import { EXIT, InputProblem } from '../../contract/input-problem.ts';
import type { RunClock } from '../history/clock.ts';
import { ITEM_KIND_SYSTEM } from '../../contract/wire/fhir/task.ts';
import { credentialsOf, type Secrets } from './access.ts';
import { EHR } from './actor.ts';
import { NoToken } from './backend-services/token-client.ts';
import { FhirSession, query } from './fhir/session.ts';
import type { Credentials } from './credentials.ts';
import { metadataProblem, searchProblem } from './first-answer.ts';
import { httpClient } from './http.ts';
import { helloOf } from './port-protocol/hello-of.ts';
import { portSession } from './port-protocol/port-driver.ts';
import { fhirBaseOf, type SutProfile } from './profile.ts';

const PROBE_TIMEOUT_MS = 5000;
const SLACK_MS = 60_000;

/** What a first contact tells. */
export interface Contact {
  /** A stamp that lies before everything this run will cause, by the SUT's own clock. */
  readonly origin: string;
}

/** Why nobody takes a TCP connection there; undefined when somebody does. */
const refusedAt = (host: string, port: number): Promise<string | undefined> =>
  new Promise((resolve) => {
    const socket = connect({ host, port, timeout: PROBE_TIMEOUT_MS });
    const end = (why?: string): void => {
      socket.destroy();
      resolve(why);
    };
    socket.once('connect', () => end());
    socket.once('timeout', () => end(`no connection within ${PROBE_TIMEOUT_MS} ms`));
    socket.once('error', (error: NodeJS.ErrnoException) => end(error.code ?? error.message));
  });

/** The least look into the inbox: one item of the kind that the observer will ask for. */
const FIRST_SEARCH = query('Task', { code: `${ITEM_KIND_SYSTEM}|`, _sort: '_lastUpdated', _count: '1' });

/** Of a system that gives out tokens, the first one is asked for before anything else is. */
const checkTokens = async (profile: SutProfile, credentials: Credentials): Promise<void> => {
  try {
    await credentials(EHR);
  } catch (error) {
    if (!(error instanceof NoToken)) throw error;
    throw new InputProblem(
      `${profile.name} gives the harness no access token: ${error.message}`,
      { path: 'access' },
      'an access token for the registered client "ehr" (docs/profile.md, Secrets)',
      {
        advice: 'compare id, kid, key and scopes under access with what is registered there',
        exitCode: EXIT.unreachable,
      },
    );
  }
};

/** A stamp before everything this run will cause: what the system's clock told, or our own, less what they may differ. */
const originBefore = (told: number, wall: string): string =>
  new Date((Number.isNaN(told) ? Date.parse(wall) : told) - SLACK_MS).toISOString();

const contactFhir = async (profile: SutProfile, clock: RunClock, secrets: Secrets): Promise<Contact> => {
  const http = httpClient(clock, { timeoutMs: PROBE_TIMEOUT_MS });
  const base = fhirBaseOf(profile);
  const credentials = credentialsOf(profile, base, secrets, clock, http);
  const session = new FhirSession(base, http, credentials);
  try {
    const { exchange } = await session.call({ method: 'GET', path: 'metadata' });
    const silent = metadataProblem(profile, exchange);
    if (silent !== undefined) throw silent;
    await checkTokens(profile, credentials);
    if (profile.ports.inbox.includes('fhir')) {
      const first = await session.call({ method: 'GET', path: FIRST_SEARCH, actor: EHR });
      const refused = searchProblem(profile, first.exchange);
      if (refused !== undefined) throw refused;
    }
    return { origin: originBefore(Date.parse(exchange.headers.date ?? ''), exchange.wall) };
  } finally {
    http.close();
  }
};

const contactAdapter = async (
  profile: SutProfile,
  adapter: NonNullable<SutProfile['adapter']>,
  clock: RunClock,
  secrets: Secrets,
): Promise<Contact> => {
  const { session, close } = portSession(adapter, clock, secrets, { timeoutMs: PROBE_TIMEOUT_MS });
  try {
    const exchange = await session.hello();
    const hello = helloOf(profile, adapter.base, exchange);
    const told = Date.parse(hello.now ?? exchange.headers.date ?? '');
    return { origin: originBefore(told, exchange.wall) };
  } finally {
    close();
  }
};

/**
 * The first contact, before anything is sent: a CapabilityStatement and one item of the inbox with the harness's own
 * credentials, the adapter's word on what it answers, a connection to the MLLP port. Throws InputProblem (exit 69) when
 * nobody answers, when what answers speaks something else, or when it refuses the credentials: a SUT that is down,
 * or that we were given no key to, has failed no requirement.
 */
export const reachable = async (profile: SutProfile, clock: RunClock, secrets: Secrets): Promise<Contact> => {
  const fhir = profile.fhir === undefined ? undefined : await contactFhir(profile, clock, secrets);
  const adapter =
    profile.adapter === undefined ? undefined : await contactAdapter(profile, profile.adapter, clock, secrets);
  const deaf = profile.hl7 === undefined ? undefined : await refusedAt(profile.hl7.host, profile.hl7.port);
  if (deaf !== undefined)
    throw new InputProblem(
      `${profile.name} does not listen at ${profile.hl7?.host}:${profile.hl7?.port}: ${deaf}`,
      { path: 'hl7' },
      'an MLLP listener',
      { advice: 'start the system under test, or take hl7 out of its profile', exitCode: EXIT.unreachable },
    );
  const [contact] = profile.ports.inbox.includes('fhir') ? [fhir ?? adapter] : [adapter ?? fhir];
  return contact ?? { origin: originBefore(Number.NaN, clock.wall()) };
};
