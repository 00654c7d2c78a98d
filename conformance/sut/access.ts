import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { keyOf } from '../../contract/domain/index.ts';
import { InputProblem } from '../../contract/input-problem.ts';
import type { RunClock } from '../history/clock.ts';
import { NOT_TO_BE_HAD } from '../history/lines.ts';
import { compact } from '../../contract/wire/json/compact.ts';
import { type Actor, actorText } from './actor.ts';
import { renewedTokens } from './backend-services/renewed-tokens.ts';
import { signingKeyOf } from './backend-services/signing-key.ts';
import { NoToken, type RegisteredClient, tokenClient } from './backend-services/token-client.ts';
import type { Credentials } from './credentials.ts';
import type { People } from './people.ts';
import type { HttpClient } from './http.ts';
import { signHs256 } from './jwt.ts';
import type { Access } from './profile-document.ts';
import type { SutProfile } from './profile.ts';

/** Where secrets come from: the environment, by name. */
export type Secrets = Readonly<Record<string, string | undefined>>;

const TOKEN_SECONDS = 300;
/** A token is signed anew this long before it ends, so that none expires on the way. */
const MARGIN_SECONDS = 60;

const ELSEWHERE = 'https://elsewhere.vitalproof.example/fhir';
const READING_ALONE = 'patient/Device.rs patient/Observation.rs';

/** A key of the same length that is not the system's. */
const anotherKey = (key: string): string =>
  createHash('sha512').update(key).digest('hex').slice(0, Math.max(32, key.length));

/** Spoils the signature of a token: all that can be done where the harness does not sign by itself. */
const spoiltSignature = (header: string): string => {
  const last = header.at(-2) === 'A' ? 'B' : 'A';
  return `${header.slice(0, -2)}${last}${header.slice(-1)}`;
};

/** The same credentials; a token that is not as it should be, as far as that can be had. */
const spoilt =
  (credentials: Credentials): Credentials =>
  (actor) => {
    const { token, ...sound } = actor;
    if (token === undefined) return credentials(actor);
    if (token !== 'forged') throw new NoToken(`a token that is ${token} ${NOT_TO_BE_HAD}`);
    const header = credentials(sound);
    if (header === undefined || typeof header === 'string') return header && spoiltSignature(header);
    return header.then((text) => text && spoiltSignature(text));
  };

/** A secret by the reference to it in a profile. Throws InputProblem when it is not set. */
export const secretOf = (reference: string, secrets: Secrets, path = 'access.key'): string => {
  const name = reference.slice(2, -1);
  const value = secrets[name];
  if (value === undefined || value === '')
    throw new InputProblem(`the variable ${name} is not set`, { path }, `the key of the SUT in ${name}`);
  return value;
};

/**
 * What one clinician sees proves nothing about another, so each has a token of his or her own. Throws InputProblem for one
 * who has none, and for two who share one.
 */
const checkOwnTokens = (file: string, tokens: Readonly<Record<string, string>>, people: People): void => {
  const owners = new Map<string, string>();
  for (const { identifier } of people.clinicians) {
    const who = actorText({ role: 'clinician', subject: identifier });
    const token = tokens[who];
    const other = token === undefined ? undefined : owners.get(token);
    if (token === undefined || other !== undefined)
      throw new InputProblem(
        token === undefined ? `${who} has no token` : `${who} and ${other ?? ''} have the same token`,
        { file, path: 'access.file' },
        'a token of its own for every declared clinician, decoys included: "to nobody else" is looked at with them',
      );
    owners.set(token, who);
  }
};

const bearerFile = (file: string, people: People | undefined): Credentials => {
  let tokens: Record<string, string>;
  try {
    tokens = z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    throw new InputProblem(
      'the tokens cannot be read',
      { file, path: 'access.file' },
      'a JSON object from actor (ehr, gateway, portal:MRN1, clinician:NPI, auditor, clock) to bearer token',
    );
  }
  if (people !== undefined) checkOwnTokens(file, tokens, people);
  return (actor) => {
    const token = tokens[actorText(actor)] ?? (actor.role === 'clinician' ? undefined : tokens[actor.role]);
    return token === undefined ? undefined : `Bearer ${token}`;
  };
};

const signed = (key: string, clock: RunClock): Credentials => {
  const minted = new Map<string, { header: string; until: number }>();
  return ({ role, subject, token, forSeconds = 0 }) => {
    const lasts = Math.max(TOKEN_SECONDS, forSeconds + MARGIN_SECONDS);
    const cacheKey = [role, subject === undefined ? '' : keyOf(subject), token ?? '', lasts].join(' ');
    const seconds = Math.floor(Date.parse(clock.wall()) / 1000);
    const known = minted.get(cacheKey);
    if (known !== undefined && known.until > seconds) return known.header;
    const claims = {
      sub: `vp-${role}`,
      role,
      ...(subject === undefined ? {} : { subject: keyOf(subject) }),
      exp: token === 'expired' ? seconds - TOKEN_SECONDS : seconds + lasts,
      ...(token === 'for-another' ? { aud: ELSEWHERE } : {}),
      ...(token === 'reading-only' ? { scope: READING_ALONE } : {}),
    };
    const header = `Bearer ${signHs256(claims, token === 'forged' ? anotherKey(key) : key)}`;
    minted.set(cacheKey, { header, until: seconds + lasts - MARGIN_SECONDS });
    return header;
  };
};

const registered = (
  { clients }: Extract<Access, { mode: 'backend-services' }>,
  secrets: Secrets,
): Partial<Record<Actor['role'], RegisteredClient>> =>
  Object.fromEntries(
    Object.entries(clients).flatMap(([role, client]) => {
      if (client === undefined) return [];
      const { id, key, kid, scopes } = client;
      const value = secretOf(key, secrets, `access.clients.${role}.key`);
      return [[role, compact({ id, key: signingKeyOf(key.slice(2, -1), value, kid), scopes })]];
    }),
  );

/** Credentials as the profile declares them. `http` is for asking for tokens. Throws InputProblem when a secret is missing. */
export const credentialsOf = (
  { access, people }: Pick<SutProfile, 'access'> & Partial<Pick<SutProfile, 'people'>>,
  fhirBase: string,
  secrets: Secrets,
  clock: RunClock,
  http: HttpClient,
): Credentials => {
  switch (access.mode) {
    case 'none':
    case 'acting-as':
      return () => undefined;
    case 'bearer-file':
      return spoilt(bearerFile(access.file, people));
    case 'jwt-hs256':
      return signed(secretOf(access.key, secrets), clock);
    case 'backend-services': {
      const obtain = tokenClient({ fhirBase, tokenUrl: access.tokenUrl, http, clock });
      return spoilt(renewedTokens(registered(access, secrets), obtain, clock));
    }
  }
};

/** How somebody says as whom they act where nobody is asked to prove it (docs/bindings/fhir.md, 2.4). */
export const actingAs = ({ role, subject }: Actor): Readonly<Record<string, string>> => ({
  'X-Acting-As': subject === undefined ? role : `${role} ${keyOf(subject)}`,
});
