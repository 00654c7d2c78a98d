import type { RequestListener } from 'node:http';
import express from 'express';
import { createAuthenticator } from '../api/auth/authenticator.ts';
import type { Clients } from '../api/auth/clients/client.ts';
import type { Namespaces } from '../../contract/wire/hl7v2/identifier.ts';
import { openAccess } from '../api/auth/open-access.ts';
import { tokenApp } from '../api/auth/token/app.ts';
import { BASE_PATH, createFhirSurface } from '../api/fhir/app.ts';
import { auditRefusal } from '../api/fhir/audit-surface.ts';
import { startFhirServer } from '../api/fhir/server.ts';
import { startHl7Server } from '../api/hl7v2/server.ts';
import type { MutualTls } from '../api/hl7v2/socket-server.ts';
import type { Clients as Hl7Senders } from '../api/hl7v2/sender.ts';
import { monotonicNow } from '../clock/system-now.ts';
import { createWebApp } from '../api/web/app.ts';
import { pagesOff } from '../api/web/pages-off.ts';
import { operationApp } from '../operation/app.ts';
import { logged } from '../operation/log.ts';
import { remembering } from '../reach/remembered.ts';
import type { Seams } from '../seams.ts';
import type { Desk } from './desk.ts';

const HOST = '127.0.0.1';

/** Settings of what listens. Plain data, but for keys: those too can be handed to another thread. */
export interface SurfaceOptions {
  readonly tokenKey: string;
  /** Clients that get tokens at /auth/token; none: the endpoint is not there. */
  readonly clients: Clients;
  /** `none`: nobody is asked for a token, and only this machine is served. */
  readonly auth: 'tokens' | 'none';
  readonly fhirPort: number;
  readonly hl7: {
    readonly port: number;
    readonly namespaces: Namespaces;
    readonly clients: Hl7Senders;
    readonly tls?: MutualTls;
  };
  /** Whether answers are told to the log. */
  readonly isLogged: boolean;
}

/** What listens: where, and its end, which answers what was taken. */
export interface Surfaces {
  readonly fhir: { readonly base: string; readonly port: number };
  readonly hl7: { readonly port: number };
  close(): Promise<void>;
}

/** What is no data, and so is there in one thread alone but for the time. */
export interface SurfaceFunctions {
  /** System time, ms. */
  readonly now: () => number;
  readonly seams?: Pick<Seams, 'fhir' | 'hl7'>;
}

/**
 * Opens all that others reach the reference by, before a desk that may be in another thread.
 * Rejects when a port is taken; then nothing is left open.
 */
export const openSurfaces = async (
  desk: Desk,
  options: SurfaceOptions,
  { now, seams = {} }: SurfaceFunctions,
): Promise<Surfaces> => {
  const { tokenKey, clients } = options;
  const pipeline = { ...desk.pipeline, references: remembering(desk.pipeline.references) };
  const { operation } = desk;
  const report = (error: unknown): void => void operation.failed(error);
  const app = express();
  app.disable('x-powered-by');
  if (seams.fhir !== undefined) app.use(seams.fhir);
  app.use(operationApp(operation));
  const web = options.auth === 'none' ? createWebApp(pipeline, { report, operation }) : undefined;
  app.use(web?.app ?? pagesOff());
  const access = options.auth === 'none' ? 'none' : clients.size > 0 ? 'smart' : 'tokens';
  if (access === 'smart') app.use(tokenApp(pipeline, { clients, tokenKey, now, basePath: BASE_PATH, report }));
  const authenticate = createAuthenticator(tokenKey, now);
  const identify = access === 'none' ? { identify: openAccess } : {};
  const { app: fhirApp, takes } = createFhirSurface(pipeline, {
    authenticate,
    ...identify,
    access,
    clockPort: true,
    report,
  });
  app.use(fhirApp);
  const log = logged(operation.log, monotonicNow);
  const listener: RequestListener = (request, response) => {
    if (options.isLogged) log(request, response);
    if (seams.fhir !== undefined || !takes(request, response)) app(request, response);
  };
  const fhir = await startFhirServer(listener, {
    host: HOST,
    port: options.fhirPort,
    onBrokenRequest: (refusal) => auditRefusal(pipeline, refusal, {}),
  });
  const servers: { close(): Promise<void> }[] = [fhir];
  const close = async (): Promise<void> => {
    // What stays open by itself would keep the server from ending.
    web?.close();
    // All at once, so that none takes anything new while another ends.
    await Promise.allSettled(servers.map((server) => server.close()));
  };
  try {
    const hl7 = await startHl7Server(pipeline, {
      host: HOST,
      ...options.hl7,
      ...(seams.hl7 === undefined ? {} : { around: seams.hl7 }),
    });
    servers.push(hl7);
    return { fhir, hl7, close };
  } catch (error) {
    await close();
    throw error;
  }
};
