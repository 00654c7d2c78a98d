import type { IncomingMessage, ServerResponse } from 'node:http';
import express, { type Express, type Request, type Response } from 'express';
import type { JsonObject } from '../../../contract/wire/json/lossless.ts';
import type { Caller } from '../../pipeline.ts';
import type { ReachedPipeline } from '../../reach/reached.ts';
import { StoreUnavailable } from '../../store/unavailable.ts';
import type { OfferedAccess } from '../auth/offered-access.ts';
import { lackingScopes, needsOf } from '../auth/scopes/needs.ts';
import type { Right } from '../auth/scopes/scope.ts';
import { originOf } from '../origin.ts';
import { shownTo } from '../shown-to.ts';
import { acceptsJson } from './accepts-json.ts';
import { auditRefusal } from './audit-surface.ts';
import { DEFAULT_MAX_BODY_BYTES, readBody } from './body.ts';
import { readConditions } from './conditions.ts';
import { linksOf } from './links.ts';
import { SearchQuery } from './query.ts';
import { isAskingOperation, readOperationForm } from './operation-form.ts';
import type { Route } from './route.ts';
import { isSearch, readParameters, readSearchForm, searchFormOf } from './search-form.ts';
import { capabilityOf, routesOf } from './routes.ts';
import { sendFailure, sendRefusal, sendReply, wantsResource } from './send.ts';
import { stop, SurfaceRefusal } from './surface-refusal.ts';

export interface FhirOptions {
  /** Who holds this bearer token; `expired` for a genuine token that has ended. */
  readonly authenticate: (token: string) => Caller | 'expired' | undefined;
  /** Who calls, where tokens are not looked at; stops whom it does not serve. */
  readonly identify?: (request: IncomingMessage) => Caller;
  /** As /metadata tells it (default `tokens`). */
  readonly access?: OfferedAccess;
  readonly maxBodyBytes?: number;
  /** Whether the test clock is offered. */
  readonly clockPort: boolean;
  /** Told of every failure that a client sees as 500. Without it: the error's stack on stderr. */
  readonly report?: (error: unknown) => void;
}

/** Path of the FHIR base on the server. */
export const BASE_PATH = '/fhir';

/** Most of what is sent asks nothing beside its path. */
const NO_QUERY = new SearchQuery(new URLSearchParams(), []);

const queryOf = ({ url = '' }: IncomingMessage, offered: readonly string[] = []): SearchQuery => {
  const begin = url.indexOf('?');
  return begin < 0 ? NO_QUERY : new SearchQuery(readParameters(url.slice(begin + 1)), offered);
};

/** What is asked for by POST though its route is a GET: a search, or an operation that changes nothing. */
const isForm = (request: IncomingMessage, route: Route): boolean => request.method === 'POST' && route.method === 'GET';

/** The same of such a request, whose parameters may stand in its URL, its body or both. */
const formQueryOf = async (
  request: IncomingMessage,
  route: Route,
  offered: readonly string[],
  mostBytes: number,
): Promise<SearchQuery> => {
  const { params } = queryOf(request, offered);
  const form = await (isSearch(route) ? readSearchForm : readOperationForm)(request, mostBytes);
  return new SearchQuery(new URLSearchParams([...params, ...form]), offered);
};

/** The path with `$` as it is, which some clients encode; what stands behind it is left alone. */
const withDollar = (url: string): string => {
  const [path = ''] = url.split('?', 1);
  return path.replaceAll('%24', '$') + url.slice(path.length);
};

const authorise = (request: IncomingMessage, { authenticate, identify }: FhirOptions): Caller => {
  if (identify !== undefined) return identify(request);
  const token = /^Bearer ([^\s]+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const caller = token === undefined ? undefined : authenticate(token);
  if (caller === 'expired') stop('token-expired');
  return caller ?? stop('unauthenticated');
};

/** Stops what the token has no scope for, and says which it takes. Source of the header: RFC 6750, 3.1. */
const demandScopes = (caller: Caller, needs: readonly Right[], response: ServerResponse): void => {
  const lacking = lackingScopes(caller, needs);
  if (lacking === undefined) return;
  response.setHeader('www-authenticate', `Bearer error="insufficient_scope", scope="${lacking}"`);
  stop('scope', undefined, `the token needs scope ${lacking}`);
};

/**
 * Before anything is done: a client that cannot read the answer would not know what has happened. `_format`, which is JSON
 * where it is given, stands for an Accept header that the client cannot set (R4, http, Content Types and encodings).
 */
const demandJson = (request: IncomingMessage, query: SearchQuery): void => {
  const { accept } = request.headers;
  if (query.get('_format') !== undefined) return;
  if (!acceptsJson(accept)) stop('not-acceptable', undefined, `Accept: ${accept}`.slice(0, 100));
};

/** What stands in a path where its route has a name. */
type Params = Readonly<Record<string, unknown>>;

/** Answers one request of a route. */
type Answer = (request: IncomingMessage, response: ServerResponse, params: Params) => Promise<void>;

/** The version that a path names; one that cannot be is one that is not there. */
const versionOf = ({ version: text }: Params): number | undefined => {
  if (text === undefined) return undefined;
  return typeof text === 'string' && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : stop('not-found');
};

/** `_history`, `_search`, `$validate`: where an id could stand these name another interaction. */
const isInteraction = (id: unknown): boolean => typeof id === 'string' && /^[_$]/.test(id);

/** The answer to one request on one route: who, may he, what, and only then the concept. */
const serve = (pipeline: ReachedPipeline, options: FhirOptions, route: Route): Answer => {
  const needs = needsOf(route.name);
  const offered = route.parameters?.map((p) => p.name) ?? [];
  const ofCondition = route.conditional === true ? needsOf(route.name.replace('.create', '.conditional-create')) : [];
  return async (request, response, params) => {
    let caller: Caller | undefined;
    let body: JsonObject | undefined;
    try {
      caller = shownTo(authorise(request, options), request);
      if (!route.roles.includes(caller.role)) stop('scope', undefined, `${route.name} is not for role ${caller.role}`);
      demandScopes(caller, needs, response);
      const mostBytes = options.maxBodyBytes ?? DEFAULT_MAX_BODY_BYTES;
      const asked = isForm(request, route);
      const query = asked ? await formQueryOf(request, route, offered, mostBytes) : queryOf(request, offered);
      demandJson(request, query);
      const conditions = readConditions(request, route);
      if (conditions.ifNoneExist !== undefined || conditions.ifNoneOf !== undefined)
        demandScopes(caller, ofCondition, response);
      body = route.method === 'GET' || route.method === 'DELETE' ? {} : await readBody(request, mostBytes);
      const { id } = params;
      if (id !== undefined && !(typeof id === 'string' && /^[A-Za-z0-9\-.]{1,64}$/.test(id))) stop('not-found');
      const versionId = versionOf(params);
      const links = linksOf(pipeline, `${originOf(request)}${BASE_PATH}`);
      const outcome = await route.handle({
        pipeline,
        caller,
        links,
        query,
        body,
        id: id ?? '',
        isShown: wantsResource(request),
        ...conditions,
        ...(versionId === undefined ? {} : { versionId }),
      });
      // Whoever asks by POST wants the answer: it is no resource that was written.
      if (outcome.ok) await sendReply(request, response, asked ? { ...outcome.value, isResult: true } : outcome.value);
      else sendRefusal(request, response, outcome.refusal);
    } catch (error) {
      if (!(error instanceof SurfaceRefusal)) throw error;
      await auditRefusal(pipeline, error.refusal, { route, caller, body: error.resource ?? body });
      sendRefusal(request, response, error.refusal);
    }
  };
};

/** What is told of the server itself, without a token. */
const METADATA = '/metadata';

/** Methods that some route offers at a path, for the Allow header that a 405 owes. */
const allowedAt = (routes: readonly Pick<Route, 'method' | 'path'>[], path: string): string =>
  [...routes, { method: 'GET', path: METADATA }]
    .filter((r) => {
      const pattern =
        r.path === '/' ? '/?' : r.path.replaceAll('$', String.raw`\$`).replaceAll(/:[a-z]+/g, '[^/_$][^/]*');
      return new RegExp(`^${BASE_PATH}${pattern}$`).test(path);
    })
    .map((r) => r.method)
    .toSorted()
    .join(', ');

/** What thousands of gateways send: it goes to its route by its path alone, past the router. */
const BY_PATH: readonly string[] = ['Observation.create', 'system.batch'];

/** The FHIR surface: the app, and a way past its router for the requests that `takes` says it has taken. */
export interface FhirSurface {
  readonly app: Express;
  /** Answers a request as the app would, if it is one of those. */
  readonly takes: (request: IncomingMessage, response: ServerResponse) => boolean;
}

const pathOf = (route: Route): string => `${BASE_PATH}${route.path === '/' ? '' : route.path}`;

/**
 * The FHIR R4 surface of a pipeline, below /fhir. Every answer of 400 and above is an
 * OperationOutcome; what /metadata lists is offered, and nothing else is.
 */
export const createFhirSurface = (pipeline: ReachedPipeline, options: FhirOptions): FhirSurface => {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', false);
  app.enable('case sensitive routing');
  const routes = routesOf(options);
  const forms = [
    ...routes.filter(isSearch).map((route) => ({ method: 'POST', path: searchFormOf(route), route }) as const),
    ...routes.filter(isAskingOperation).map((route) => ({ method: 'POST', path: route.path, route }) as const),
  ];
  const { access = 'tokens' } = options;
  const report = options.report ?? ((error: unknown) => console.error(error instanceof Error ? error.stack : error));

  app.use((request, _response, next) => {
    if (request.url.includes('%24')) request.url = withDollar(request.url);
    next();
  });
  app.get(`${BASE_PATH}${METADATA}`, async (request, response) => {
    try {
      const query = queryOf(request, ['mode']);
      demandJson(request, query);
      const mode = query.get('mode') ?? 'full';
      if (mode !== 'full') stop('unsupported-parameter', 'http.mode', 'mode: only full');
      const told = { access, origin: originOf(request) };
      await sendReply(request, response, { status: 200, resource: () => capabilityOf(routes, told) });
    } catch (error) {
      if (!(error instanceof SurfaceRefusal)) throw error;
      await auditRefusal(pipeline, error.refusal, {});
      sendRefusal(request, response, error.refusal);
    }
  });
  const byPath = new Map<string, Answer>();
  for (const route of routes) {
    const path = pathOf(route);
    const answer = serve(pipeline, options, route);
    if (BY_PATH.includes(route.name)) byPath.set(path, answer);
    app[route.method.toLowerCase() as 'get' | 'post' | 'put' | 'delete'](path, async (request, response, next) => {
      if (isInteraction(request.params['id'])) next();
      else await answer(request, response, request.params);
    });
  }
  for (const { path, route } of forms) {
    const answer = serve(pipeline, options, route);
    app.post(`${BASE_PATH}${path}`, (request, response) => answer(request, response, request.params));
  }
  app.use(async (request: Request, response: Response) => {
    let caller: Caller | undefined;
    try {
      if (request.path !== BASE_PATH && !request.path.startsWith(`${BASE_PATH}/`)) stop('not-found');
      caller = authorise(request, options);
      response.setHeader('allow', allowedAt([...routes, ...forms], request.path));
      stop('unsupported-interaction', undefined, `${request.method} ${request.path}`.slice(0, 100));
    } catch (error) {
      if (!(error instanceof SurfaceRefusal)) throw error;
      await auditRefusal(pipeline, error.refusal, { caller });
      sendRefusal(request, response, error.refusal);
    }
  });
  const failed = async (error: unknown, request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (error instanceof URIError) {
      const refusal = { code: 'malformed', detail: 'the path is not percent-encoded UTF-8' } as const;
      await auditRefusal(pipeline, refusal, {});
      sendRefusal(request, response, refusal);
      return;
    }
    if (!request.destroyed || request.complete) report(error);
    if (error instanceof StoreUnavailable && !response.headersSent) {
      sendRefusal(request, response, { code: 'unavailable' });
      return;
    }
    sendFailure(request, response);
  };
  // Four parameters make it the error handler of express.
  app.use((error: unknown, request: Request, response: Response, _next: () => void) =>
    failed(error, request, response),
  );
  const takes = (request: IncomingMessage, response: ServerResponse): boolean => {
    const answer = request.method === 'POST' ? byPath.get(request.url ?? '') : undefined;
    if (answer === undefined) return false;
    answer(request, response, {})
      .catch((error: unknown) => failed(error, request, response))
      .catch(report);
    return true;
  };
  return { app, takes };
};

/** The same as an app alone. */
export const createFhirApp = (pipeline: ReachedPipeline, options: FhirOptions): Express =>
  createFhirSurface(pipeline, options).app;
