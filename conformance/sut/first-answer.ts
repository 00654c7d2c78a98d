import { EXIT, InputProblem } from '../../contract/input-problem.ts';
import { readSearchset } from '../../contract/wire/fhir/bundle.ts';
import { bodyOf } from './fhir/answer.ts';
import type { HttpExchange } from './http.ts';
import { fhirBaseOf, type SutProfile } from './profile.ts';

const MAX_TYPE = 80;

/** What came in place of FHIR, for people: `HTTP 200, text/html`, `HTTP 200, an empty body`, `ECONNRESET`. */
const whatCame = (exchange: HttpExchange): string => {
  const { status, failure, headers, body } = exchange;
  if (status === undefined) return failure ?? 'no answer';
  if (body.trim() === '') return `HTTP ${status}, an empty body`;
  const resource = bodyOf(exchange)?.['resourceType'];
  const type = (headers['content-type'] ?? 'a body without a Content-Type').split(';')[0] ?? '';
  return `HTTP ${status}, ${typeof resource === 'string' ? resource.slice(0, MAX_TYPE) : type.slice(0, MAX_TYPE)}`;
};

const unusable = (what: string, path: string, expected: string, advice: string): InputProblem =>
  new InputProblem(what, { path }, expected, { advice, exitCode: EXIT.unreachable });

const isError = ({ status = 0 }: HttpExchange): boolean => status >= 400 && status < 500;

/**
 * Why a run cannot begin, by the answer to GET /metadata without credentials. A 4xx says nothing yet:
 * whether this is a FHIR server is then for the first search to show.
 */
export const metadataProblem = (profile: SutProfile, exchange: HttpExchange): InputProblem | undefined => {
  if (isError(exchange)) return undefined;
  if (exchange.status !== undefined && exchange.status < 300)
    if (bodyOf(exchange)?.['resourceType'] === 'CapabilityStatement') return undefined;
  return unusable(
    `${profile.name} does not answer at ${fhirBaseOf(profile)}/metadata as a FHIR server: ${whatCame(exchange)}`,
    'fhir.base',
    'HTTP 200 with a CapabilityStatement in FHIR JSON',
    'start the system under test, or correct the address in its profile',
  );
};

/**
 * Why a run cannot begin, by the answer to the first search with the harness's own credentials. A
 * refusal that is explained in FHIR is the system's behaviour, and for the run to judge.
 */
export const searchProblem = (profile: SutProfile, exchange: HttpExchange): InputProblem | undefined => {
  const { status } = exchange;
  if (status === 401 || status === 403)
    return unusable(
      `${profile.name} refuses the harness's credentials (HTTP ${status})`,
      'access',
      'the key or the tokens that the profile names under access, valid for the role "ehr"',
      credentialAdvice(profile),
    );
  const json = bodyOf(exchange);
  if (isError(exchange) && json?.['resourceType'] === 'OperationOutcome') return undefined;
  if (status !== undefined && status < 300 && json !== undefined && readSearchset(json).ok) return undefined;
  return unusable(
    `${profile.name} does not answer a search of its inbox (${fhirBaseOf(profile)}/Task) in FHIR: ${whatCame(exchange)}`,
    'fhir.base',
    'HTTP 200 with a searchset Bundle in FHIR JSON',
    'look into the log of the system under test, and compare the address in its profile',
  );
};

const credentialAdvice = ({ access }: SutProfile): string => {
  if (access.mode === 'none' || access.mode === 'acting-as')
    return `the profile says access: ${access.mode}; name the key or the tokens that the system takes`;
  if (access.mode === 'backend-services')
    return 'it gave the token itself: compare the scopes and the role that its client "ehr" is registered with';
  return access.mode === 'bearer-file'
    ? `compare access in the profile with the system's own, and the token of "ehr" in ${access.file}: is it still valid?`
    : `compare access in the profile with the system's own, and the value of ${access.key.slice(2, -1)} with its key`;
};
