import type { Caller } from '../../../pipeline.ts';
import { type ReferenceOptions, type RunningReference, startReference } from '../../../server.ts';
import { START } from '../../../world.test-helper.ts';
import type { Client, Clients } from '../clients/client.ts';
import { publicKeyOf } from '../clients/public-key.ts';
import { parseScopes } from '../scopes/scope.ts';
import { assertionOf, formOf, jwkOf, PAIRS, type Wanted } from './client.test-helper.ts';

export const TOKEN_KEY = '0123456789abcdef0123456789abcdef';
export const MRN = (value: string) => ({ system: 'urn:oid:2.999.1.1', value });

const keys = new Map(
  (['ES384', 'RS384'] as const).map((name) => {
    const key = publicKeyOf(jwkOf(PAIRS[name], name === 'ES384' ? 'k1' : 'k2'));
    if (!key.ok) throw new Error(key.refusal.detail);
    return [key.value.kid, key.value];
  }),
);
const client = (id: string, role: Caller['role'], scope: string, subject?: Client['subject']): [string, Client] => {
  const scopes = parseScopes(scope);
  if (!scopes.ok) throw new Error(`${scope} is no scope`);
  return [id, { id, role, scopes: scopes.value, keys, ...(subject === undefined ? {} : { subject }) }];
};

/** Six clients that sign with the same keys. */
export const CLIENTS: Clients = new Map([
  client(
    'vp-ehr',
    'ehr',
    'system/Patient.crus system/PractitionerRole.crus system/ServiceRequest.crus system/Observation.rs',
  ),
  client('vp-gateway', 'gateway', 'system/Observation.cruds'),
  client('vp-phone', 'gateway', 'patient/Observation.cruds patient/Device.crs', MRN('MRN1001')),
  client('vp-relay', 'gateway', 'patient/Observation.c system/Observation.r', 'asserted'),
  client('vp-portal', 'portal', 'patient/Consent.crus', 'asserted'),
  client('vp-auditor', 'auditor', 'system/AuditEvent.rs'),
]);

/** What a token endpoint or the FHIR surface answered. */
export interface Told {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: Readonly<Record<string, unknown>>;
}

const told = async (response: Response): Promise<Told> => {
  const text = await response.text();
  const json = text === '' ? {} : (JSON.parse(text) as Told['json']);
  return { status: response.status, headers: response.headers, text, json };
};

/** A running reference, the hands of its clock, and how to ask it. */
export interface Asked extends RunningReference {
  readonly origin: string;
  readonly tokenUrl: string;
  nowMs: number;
  form(
    form: Record<string, string> | string | Uint8Array<ArrayBuffer>,
    headers?: Record<string, string>,
  ): Promise<Told>;
  /** Asks for a token of a client with an assertion that is good but for what is `wanted`. */
  ask(client: string, scope: string, wanted?: Partial<Wanted>): Promise<Told>;
  /** The token of a client; throws where there is none. */
  token(client: string, scope: string, wanted?: Partial<Wanted>): Promise<string>;
  fhir(method: string, path: string, token: string | undefined, body?: object): Promise<Told>;
}

export const startAsked = async (over: Partial<ReferenceOptions> = {}): Promise<Asked> => {
  const time = { nowMs: START };
  const reference = await startReference({
    databasePath: ':memory:',
    tokenKey: TOKEN_KEY,
    clients: CLIENTS,
    now: () => time.nowMs,
    ...over,
  });
  const { origin } = new URL(reference.fhirBase);
  const tokenUrl = `${origin}/auth/token`;
  const form: Asked['form'] = async (content, headers = {}) =>
    told(
      await fetch(tokenUrl, {
        method: 'POST',
        // The next life may listen at the same port: none of its requests goes into a connection of this one.
        headers: { 'content-type': 'application/x-www-form-urlencoded', connection: 'close', ...headers },
        body: typeof content === 'string' || content instanceof Uint8Array ? content : new URLSearchParams(content),
      }),
    );
  const ask: Asked['ask'] = async (id, scope, wanted = {}) =>
    form(formOf(await assertionOf({ client: id, aud: tokenUrl, nowS: time.nowMs / 1000, ...wanted }), scope));
  return {
    ...reference,
    origin,
    tokenUrl,
    get nowMs() {
      return time.nowMs;
    },
    set nowMs(ms: number) {
      time.nowMs = ms;
    },
    form,
    ask,
    token: async (id, scope, wanted) => {
      const answer = await ask(id, scope, wanted);
      if (answer.status !== 200) throw new Error(`${id} was refused: ${answer.text}`);
      return String(answer.json['access_token']);
    },
    fhir: async (method, path, token, body) =>
      told(
        await fetch(`${reference.fhirBase}${path}`, {
          method,
          headers: {
            ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
            ...(body === undefined ? {} : { 'content-type': 'application/fhir+json' }),
          },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        }),
      ),
  };
};
