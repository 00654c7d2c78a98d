import { isLoopback } from '../../loopback.ts';
import type { IncomingMessage } from 'node:http';
import { SYSTEM } from '../../../contract/codes/canonical.ts';
import type { Caller } from '../../pipeline.ts';
import { stop } from '../fhir/surface-refusal.ts';
import { Claims } from './claims.ts';
import { readSubject, SUBJECT_OF } from './roles.ts';

/** As the audit trail calls whoever comes without access control. */
const ANYBODY = 'auth-none';
/** As what, and for whom, somebody without a token acts: `gateway`, `portal urn:oid:2.999.1.1|MRN1001`. */
export const ACTING_AS = 'x-acting-as';

const hostOf = (origin: string): string => {
  try {
    return new URL(origin).hostname;
  } catch {
    return '';
  }
};

/**
 * Why a request does not come from this machine; undefined: it does. The address of the peer is not enough: a proxy on
 * this machine speaks for others, and so does a browser, for whatever page it shows.
 */
export const foreignness = ({ socket, headers }: IncomingMessage): string | undefined => {
  if (!isLoopback(socket.remoteAddress ?? '')) return 'it comes from another machine';
  if (!isLoopback((headers.host ?? '').replace(/:\d+$/, ''))) return 'its Host is not of this machine';
  if (headers.origin !== undefined && !isLoopback(hostOf(headers.origin))) return 'a page of another site sends it';
  const forwarded = ['forwarded', 'via'].some((name) => headers[name] !== undefined);
  const isProxied = forwarded || Object.keys(headers).some((name) => name.startsWith('x-forwarded-'));
  return isProxied ? 'a proxy has passed it on' : undefined;
};

const callerOf = (text: string): Caller | undefined => {
  const [, role, person] = /^([a-z]+)(?: (.+))?$/.exec(text) ?? [];
  const known = Claims.shape.role.safeParse(role);
  if (!known.success) return undefined;
  const wanted = SUBJECT_OF[known.data];
  const subject = person === undefined ? undefined : readSubject(person);
  if (subject === undefined ? person !== undefined || wanted === 'required' : wanted === 'none') return undefined;
  const source = known.data === 'gateway' ? { source: { system: SYSTEM.client, value: ANYBODY } } : {};
  return { role: known.data, client: ANYBODY, ...source, ...(subject === undefined ? {} : { subject }) };
};

/**
 * Who calls where nobody is asked to show who they are (`serve --auth none`): whoever they say, the hospital (`ehr`) unsaid.
 * Stops what does not come from this machine. Tokens are not looked at.
 */
export const openAccess = (request: IncomingMessage): Caller => {
  const foreign = foreignness(request);
  if (foreign !== undefined)
    stop('unauthenticated', undefined, `with --auth none only this machine is served, and ${foreign}`);
  const said = request.headers[ACTING_AS] ?? 'ehr';
  const caller = typeof said === 'string' ? callerOf(said) : undefined;
  return caller ?? stop('unauthenticated', undefined, `${ACTING_AS}: a role, or a role and system|value of its person`);
};
