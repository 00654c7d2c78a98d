import { connect } from 'node:net';
import { EXIT, InputProblem } from '../../contract/input-problem.ts';
import type { RunClock } from '../history/clock.ts';
import { httpClient } from './http.ts';
import type { SutProfile } from './profile.ts';

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

/**
 * Asks the SUT for its CapabilityStatement before anything is sent. Throws InputProblem (exit 69)
 * when nobody answers, there or at its MLLP port: a SUT that is down has failed no requirement.
 */
export const reachable = async (profile: SutProfile, clock: RunClock): Promise<Contact> => {
  const http = httpClient(clock, { timeoutMs: PROBE_TIMEOUT_MS });
  try {
    const exchange = await http.exchange({
      method: 'GET',
      url: `${profile.fhir.base}/metadata`,
      headers: { Accept: 'application/fhir+json' },
    });
    if (exchange.status === undefined || exchange.status >= 500)
      throw new InputProblem(
        `${profile.name} does not answer at ${profile.fhir.base}: ${exchange.failure ?? `HTTP ${exchange.status}`}`,
        { path: 'fhir.base' },
        'a FHIR server that answers GET /metadata',
        { advice: 'start the system under test, or correct the address in its profile', exitCode: EXIT.unreachable },
      );
    const deaf = profile.hl7 === undefined ? undefined : await refusedAt(profile.hl7.host, profile.hl7.port);
    if (deaf !== undefined)
      throw new InputProblem(
        `${profile.name} does not listen at ${profile.hl7?.host}:${profile.hl7?.port}: ${deaf}`,
        { path: 'hl7' },
        'an MLLP listener',
        { advice: 'start the system under test, or take hl7 out of its profile', exitCode: EXIT.unreachable },
      );
    const told = Date.parse(exchange.headers.date ?? '');
    return { origin: new Date((Number.isNaN(told) ? Date.parse(exchange.wall) : told) - SLACK_MS).toISOString() };
  } finally {
    http.close();
  }
};
