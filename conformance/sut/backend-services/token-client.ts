import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { z } from 'zod';
import { keyOf } from '../../../contract/domain/index.ts';
import type { RunClock } from '../../history/clock.ts';
import type { Actor } from '../actor.ts';
import type { HttpClient, HttpExchange } from '../http.ts';
import { scopesOf } from './scopes.ts';
import type { SigningKey } from './signing-key.ts';

/** A client that the system under test knows the harness by. */
export interface RegisteredClient {
  readonly id: string;
  readonly key: SigningKey;
  /** In place of those that the harness asks for by itself. */
  readonly scopes?: readonly string[];
}

/** Where tokens are had. */
export interface TokenPlace {
  readonly fhirBase: string;
  /** Unsaid: as `/.well-known/smart-configuration` names it. */
  readonly tokenUrl: string | undefined;
  readonly http: HttpClient;
  readonly clock: RunClock;
}

/** No token could be had; says why, for people. */
export class NoToken extends Error {
  override readonly name = 'NoToken';
}

/** A token and the second, since 1970, in which it ends. */
export interface AccessToken {
  readonly header: string;
  readonly endsS: number;
}

const ASSERTION_SECONDS = 120;
/** Where the answer does not say how long the token holds, it is taken for this short. */
const UNSAID_SECONDS = 60;
const MAX_WORDS = 200;

const Configuration = z.object({ token_endpoint: z.url({ protocol: /^https?$/ }) });
const Granted = z.object({
  access_token: z.string().min(1),
  token_type: z.string().regex(/^bearer$/i),
  expires_in: z.number().positive().optional(),
});
const Refused = z.object({ error: z.string(), error_description: z.string().optional() });

const jsonOf = ({ body }: HttpExchange): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
};

/** What came in place of a token. */
const whatCame = (exchange: HttpExchange): string => {
  if (exchange.status === undefined) return exchange.failure ?? 'no answer';
  const refused = Refused.safeParse(jsonOf(exchange));
  const words = refused.success ? `, ${refused.data.error}: ${refused.data.error_description ?? ''}` : '';
  return `HTTP ${exchange.status}${words}`.slice(0, MAX_WORDS);
};

const discover = async ({ fhirBase, http }: TokenPlace): Promise<string> => {
  const url = `${fhirBase}/.well-known/smart-configuration`;
  const exchange = await http.exchange({ method: 'GET', url, headers: { Accept: 'application/json' } });
  const found = Configuration.safeParse(jsonOf(exchange));
  if (exchange.status === 200 && found.success) return found.data.token_endpoint;
  throw new NoToken(`${url} names no token_endpoint (${whatCame(exchange)})`);
};

const secondsOf = (clock: RunClock): number => Math.floor(Date.parse(clock.wall()) / 1000);

const assertionFor = (
  client: RegisteredClient,
  actor: Actor,
  { audience, nowS, jti }: { readonly audience: string; readonly nowS: number; readonly jti: string },
): Promise<string> => {
  const { key, kid, algorithm } = client.key;
  const subject = actor.subject === undefined ? undefined : keyOf(actor.subject);
  const person = subject === undefined ? {} : { extensions: { 'hl7-b2b': { version: '1', subject_id: subject } } };
  return new SignJWT(person)
    .setProtectedHeader({ alg: algorithm, kid, typ: 'JWT' })
    .setIssuer(client.id)
    .setSubject(client.id)
    .setAudience(audience)
    .setIssuedAt(nowS)
    .setExpirationTime(nowS + ASSERTION_SECONDS)
    .setJti(jti)
    .sign(key);
};

/** A token endpoint, step by step. Rejects with NoToken where it cannot be found. */
export interface TokenEndpoint {
  /** A signed assertion, good for two minutes. `jti` unsaid: one of its own. */
  assertion(client: RegisteredClient, actor: Actor, jti?: string): Promise<string>;
  /** Asks for a token with an assertion; gives what came, whatever it was. */
  ask(client: RegisteredClient, actor: Actor, assertion: string): Promise<HttpExchange>;
  url(): Promise<string>;
}

export const tokenEndpoint = (place: TokenPlace): TokenEndpoint => {
  let endpoint: Promise<string> | undefined;
  const discovered = (): Promise<string> =>
    (endpoint ??= discover(place).catch((error: unknown) => {
      endpoint = undefined;
      throw error;
    }));
  const url = async (): Promise<string> => place.tokenUrl ?? (await discovered());
  return {
    url,
    assertion: async (client, actor, jti = randomUUID()) =>
      assertionFor(client, actor, { audience: await url(), nowS: secondsOf(place.clock), jti }),
    ask: async (client, actor, assertion) => {
      const form = new URLSearchParams({
        grant_type: 'client_credentials',
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: assertion,
        scope: client.scopes?.join(' ') ?? scopesOf(actor),
      });
      return place.http.exchange({
        method: 'POST',
        url: await url(),
        headers: { Accept: 'application/json', 'Content-Type': 'application/x-www-form-urlencoded' },
        body: form.toString(),
      });
    },
  };
};

/** The token that an exchange gave, and for how many seconds; undefined: none. */
export const tokenIn = (exchange: HttpExchange): { readonly token: string; readonly seconds: number } | undefined => {
  const granted = Granted.safeParse(jsonOf(exchange));
  if (exchange.status !== 200 || !granted.success) return undefined;
  return { token: granted.data.access_token, seconds: granted.data.expires_in ?? UNSAID_SECONDS };
};

/** Asks for tokens by private_key_jwt; the one for whom it acts stands in each assertion. Rejects with NoToken. Source: SMART App Launch 2, Backend Services. */
export const tokenClient = (place: TokenPlace): ((client: RegisteredClient, actor: Actor) => Promise<AccessToken>) => {
  const endpoint = tokenEndpoint(place);
  return async (client, actor) => {
    const nowS = secondsOf(place.clock);
    const exchange = await endpoint.ask(client, actor, await endpoint.assertion(client, actor));
    const granted = tokenIn(exchange);
    if (granted === undefined)
      throw new NoToken(`client ${client.id} gets no token at ${await endpoint.url()}: ${whatCame(exchange)}`);
    return { header: `Bearer ${granted.token}`, endsS: nowS + granted.seconds };
  };
};
