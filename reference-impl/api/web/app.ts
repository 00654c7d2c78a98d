import { randomBytes } from 'node:crypto';
import express, { type Express, type Request, type Response } from 'express';
import { monotonicNow } from '../../clock/system-now.ts';
import type { ReachedPipeline } from '../../reach/reached.ts';
import { stop } from '../fhir/surface-refusal.ts';
import { createDoor } from './access/door.ts';
import { createSessions } from './access/sessions.ts';
import { signInRoutes } from './access/sign-in.ts';
import { ASSETS } from './assets.ts';
import { CLINICIAN_PAGES } from './clinician/pages.ts';
import { secure } from './headers.ts';
import { createHub } from './live/hub.ts';
import { createStreams } from './live/streams.ts';
import { type Operation, operatorRoutes } from './operator/routes.ts';
import { PATIENT_PAGES } from './patient/pages.ts';
import type { Page } from './page.ts';
import { answering, failed, servePage, type Serving } from './serve-page.ts';

/** Below these there is nothing but pages. */
const PLACES = ['/sign-in', '/sign-out', '/clinician', '/patient', '/operator', '/assets'];

/** Every page and every form. */
const PAGES: readonly Page[] = [...CLINICIAN_PAGES, ...PATIENT_PAGES];

export interface WebOptions {
  /** Told of every failure that a person sees as ours. */
  readonly report: (error: unknown) => void;
  /** Figures and faults of the operator's page. */
  readonly operation: Operation;
  /** Real time that only goes forward, ms. */
  readonly monotonic?: () => number;
}

/** The pages, and the end of all that they keep open. */
export interface Web {
  readonly app: Express;
  close(): void;
}

/** 192 bits. */
const makeSecret = (): string => randomBytes(24).toString('base64url');

const serveAssets = (app: Express): void => {
  for (const { path, type, bytes } of Object.values(ASSETS)) {
    app.get(path, (_request: Request, response: Response) => {
      secure(response, 'public, max-age=31536000, immutable');
      response.setHeader('content-type', type);
      response.end(bytes);
    });
  }
};

/**
 * The pages, for people on this machine: there is no access control behind them but the choice of a person. What a page
 * shows and does, the pipeline is asked for as that person, as over FHIR.
 */
export const createWebApp = (
  pipeline: ReachedPipeline,
  { report, operation, monotonic = monotonicNow }: WebOptions,
): Web => {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', false);
  app.enable('case sensitive routing');
  const door = createDoor(pipeline, createSessions({ makeSecret, monotonic }));
  const serving: Serving = { pipeline, door, makeSecret };
  const hub = createHub(pipeline.inbox.changed);
  const streams = createStreams({ serving, hub });
  serveAssets(app);
  signInRoutes(app, serving);
  operatorRoutes(app, serving, operation);
  app.get('/clinician/inbox/events', streams.open);
  for (const page of PAGES) {
    app[page.method === 'GET' ? 'get' : 'post'](page.path, (request: Request, response: Response) =>
      servePage(serving, page, request, response),
    );
  }
  // Else a person who follows a wrong link, or loads again where a form was sent to, is answered in FHIR.
  app.use(PLACES, (request: Request, response: Response) =>
    answering(serving, { method: 'GET', path: request.baseUrl, subject: 'access' }, { request, response }, () =>
      Promise.resolve(stop('not-found')),
    ),
  );
  // Four parameters make it the error handler of express.
  app.use((error: unknown, request: Request, response: Response, _next: () => void) =>
    failed(error, { request, response, report }),
  );
  return {
    app,
    close: () => {
      streams.close();
      hub.close();
    },
  };
};
