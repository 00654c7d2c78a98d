import type { Identifier } from '../../../contract/domain/identifier.ts';
import { readOperationOutcome } from '../../../contract/wire/fhir/outcome.ts';
import {
  isObject,
  type Json,
  type JsonObject,
  parseLossless,
  writeLossless,
} from '../../../contract/wire/json/lossless.ts';
import { createAuthenticator } from '../auth/authenticator.ts';
import { signToken } from '../auth/sign.ts';
import type { Caller, Pipeline } from '../../pipeline.ts';
import { createFhirApp, type FhirOptions } from './app.ts';
import { auditRefusal } from './audit-surface.ts';
import { type FhirServer, startFhirServer } from './server.ts';

const KEY = 'a key of at least thirty-two bytes for tests';
const NOW = Date.parse('2026-03-03T13:05:12Z');

export const tokenFor = (
  role: Caller['role'],
  subject?: Identifier,
  exp = NOW / 1000 + 60,
  source?: Identifier,
  scope?: string,
): string =>
  signToken(
    {
      sub: `vp-${role}`,
      role,
      exp,
      ...(subject === undefined ? {} : { subject: `${subject.system}|${subject.value}` }),
      ...(scope === undefined ? {} : { scope }),
      ...(source === undefined ? {} : { source: `${source.system}|${source.value}` }),
    },
    KEY,
  );

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: JsonObject;
  /** Refusal code of an OperationOutcome. */
  readonly refusal: string | undefined;
}

export interface Client extends FhirServer {
  /** `body`: a resource, or raw text. `token`: a role's, any other text as it is, or none. */
  call(
    method: string,
    path: string,
    token: string | undefined,
    body?: JsonObject | string | Uint8Array<ArrayBuffer>,
    headers?: Record<string, string>,
  ): Promise<Answer>;
}

const answerOf = async (response: Response): Promise<Answer> => {
  const text = await response.text();
  let parsed: Json = null;
  try {
    parsed = text === '' ? null : parseLossless(text);
  } catch {
    parsed = null;
  }
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: isObject(parsed) ? parsed : {},
    refusal: readOperationOutcome(parsed)?.refusal,
  };
};

/** A server of this pipeline on a free port, and the means to talk to it. */
export const startClient = async (pipeline: Pipeline, options: Partial<FhirOptions> = {}): Promise<Client> => {
  const authenticate = createAuthenticator(KEY, () => NOW);
  const app = createFhirApp(pipeline, { authenticate, clockPort: true, report: () => undefined, ...options });
  const server = await startFhirServer(app, {
    host: '127.0.0.1',
    port: 0,
    onBrokenRequest: (refusal) => auditRefusal(pipeline, refusal, {}),
  });
  return {
    ...server,
    call: async (method, path, token, body, headers = {}) => {
      const content = typeof body === 'string' || body instanceof Uint8Array ? body : body && writeLossless(body);
      const response = await fetch(path.startsWith('http') ? path : `${server.base}${path}`, {
        method,
        headers: {
          ...(content === undefined ? {} : { 'content-type': 'application/fhir+json' }),
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...headers,
        },
        ...(content === undefined ? {} : { body: content }),
      });
      return answerOf(response);
    },
  };
};
