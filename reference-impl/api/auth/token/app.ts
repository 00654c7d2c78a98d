import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import { SYSTEM } from '../../../../contract/codes/canonical.ts';
import { compact } from '../../../../contract/wire/json/compact.ts';
import type { ReachedPipeline } from '../../../reach/reached.ts';
import { originOf } from '../../origin.ts';
import { smartConfiguration, TOKEN_PATH } from '../smart-configuration.ts';
import { MAX_FORM_BYTES, readForm } from './form.ts';
import { type GrantOptions, grantToken } from './grant.ts';
import { refuseToken, TokenRefusal } from './refusal.ts';

export interface TokenAppOptions extends GrantOptions {
  /** Path of the FHIR base on the server, `/fhir`. */
  readonly basePath: string;
  /** Told of every failure of our own. */
  readonly report: (error: unknown) => void;
}

/** Signatures that are verified at one time; more are asked to come again. */
const MOST_AT_ONCE = 64;

const send = (request: Request, response: Response, status: number, body: object): void => {
  response.status(status);
  response.setHeader('content-type', 'application/json; charset=utf-8');
  response.setHeader('cache-control', 'no-store');
  // Both headers are demanded: RFC 6749, 5.1.
  response.setHeader('pragma', 'no-cache');
  response.setHeader('x-content-type-options', 'nosniff');
  if (status === 503) response.setHeader('retry-after', '1');
  // A body that was not read to its end would else be taken for the next request of this connection.
  if (!request.complete) response.setHeader('connection', 'close');
  response.end(JSON.stringify(body));
};

/** What was refused before its form was read: by express, with a status of its own. */
const asRefusal = (error: unknown): TokenRefusal | undefined => {
  if (error instanceof TokenRefusal) return error;
  const { status, type } = error as { readonly status?: unknown; readonly type?: unknown };
  if (typeof status !== 'number' || status < 400 || status >= 500) return undefined;
  const why =
    type === 'entity.too.large' ? `the form is larger than ${MAX_FORM_BYTES} bytes` : 'the form cannot be read';
  return new TokenRefusal('invalid_request', why, { status });
};

type ServedPipeline = Pick<ReachedPipeline, 'assertions' | 'audit'>;

const audit = async (
  pipeline: ServedPipeline,
  { audited, client, isAudited, isVerified }: TokenRefusal,
): Promise<void> => {
  if (isAudited) return;
  const entity = client === undefined ? undefined : { system: SYSTEM.client, value: client };
  const who = isVerified && client !== undefined ? client : 'unknown';
  const event = { subject: 'access', action: 'execute', outcome: 'refused', refusal: audited } as const;
  await pipeline.audit.record({ ...event, who, ...compact({ entity }) });
};

/** SMART Backend Services: `POST /auth/token`, and where that is told. Both are open to whoever asks. */
export const tokenApp = (pipeline: ServedPipeline, options: TokenAppOptions): Express => {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', false);
  app.enable('case sensitive routing');
  app.enable('strict routing');
  const scopes = [...new Set([...options.clients.values()].flatMap((client) => client.scopes.map(({ text }) => text)))];

  app.get(`${options.basePath}/.well-known/smart-configuration`, (request, response) => {
    send(request, response, 200, smartConfiguration(originOf(request), scopes.toSorted()));
  });

  let running = 0;
  const endpoint = async (request: Request, response: Response): Promise<void> => {
    if (request.method !== 'POST') {
      response.setHeader('allow', 'POST');
      refuseToken('invalid_request', 'a token is asked for by POST', { status: 405 });
    }
    if (request.headers.authorization !== undefined)
      refuseToken('invalid_request', 'a client shows who it is by its client_assertion alone, without Authorization');
    if (running >= MOST_AT_ONCE) refuseToken('temporarily_unavailable', 'too many ask for a token at once');
    running += 1;
    try {
      const bytes: unknown = request.body;
      const form = readForm(request.headers['content-type'] ?? '', Buffer.isBuffer(bytes) ? bytes : Buffer.alloc(0));
      send(request, response, 200, await grantToken(pipeline, form, options, `${originOf(request)}${TOKEN_PATH}`));
    } finally {
      running -= 1;
    }
  };
  app.all(TOKEN_PATH, express.raw({ type: () => true, limit: MAX_FORM_BYTES, inflate: false }), endpoint);

  // Four parameters make it the error handler of express.
  app.use(async (error: unknown, request: Request, response: Response, next: NextFunction) => {
    if (request.path !== TOKEN_PATH) return next(error);
    const refusal = asRefusal(error);
    if (refusal === undefined) {
      options.report(error);
      send(request, response, 500, { error: 'server_error', error_description: 'something failed here' });
      return undefined;
    }
    await audit(pipeline, refusal);
    send(request, response, refusal.status, { error: refusal.error, error_description: refusal.message });
    return undefined;
  });
  return app;
};
