import { SYSTEM } from '../contract/codes/canonical.ts';
import { compact } from '../contract/wire/json/compact.ts';
import type { Namespaces } from '../contract/wire/hl7v2/identifier.ts';
import { createAuthenticator } from './api/auth/authenticator.ts';
import type { Clients } from './api/auth/clients/client.ts';
import { openAccess } from './api/auth/open-access.ts';
import { tokenApp } from './api/auth/token/app.ts';
import { BASE_PATH, createFhirApp } from './api/fhir/app.ts';
import { auditRefusal } from './api/fhir/audit-surface.ts';
import { deliverFrom } from './api/fhir/subscription-delivery.ts';
import { startFhirServer } from './api/fhir/server.ts';
import { type AlertOptions, startAlerts } from './api/hl7v2/alerts/start.ts';
import { startHl7Server } from './api/hl7v2/server.ts';
import type { MutualTls } from './api/hl7v2/socket-server.ts';
import { createPipeline, type PipelineOptions } from './app.ts';
import express from 'express';
import { monotonicNow, systemNow } from './clock/system-now.ts';
import type { Collaborators } from './collaborators.ts';
import { operationApp } from './operation/app.ts';
import { logged, type Log, SILENT, traceOf } from './operation/log.ts';
import { createMetrics } from './operation/metrics.ts';
import type { Caller, Pipeline } from './pipeline.ts';
import type { ReferencePolicies } from './policies.ts';
import type { Seams } from './seams.ts';
import type { AlertOutbox } from './alerts/outbox.ts';
import { StoreUnavailable } from './store/unavailable.ts';
import { troubleInWords } from './store/trouble-words.ts';

/** Everything listens on loopback alone. */
const HOST = '127.0.0.1';

/** HL7 v2 senders by `MSH-3|MSH-4`, where no others were agreed. Without mutual TLS the name is all that is known of them. */
const DEFAULT_HL7_CLIENTS: Readonly<Record<string, Caller>> = {
  'EHR|GOODHEALTH': { role: 'ehr', client: 'EHR|GOODHEALTH' },
  'GATEWAY|GOODHEALTH': { role: 'gateway', client: 'GATEWAY|GOODHEALTH' },
  'PORTAL|GOODHEALTH': { role: 'portal', client: 'PORTAL|GOODHEALTH' },
};

/** HL7 namespaces of the keys, and the systems they stand for, where no others were agreed. */
const DEFAULT_NAMESPACES: Namespaces = {
  EHR: 'urn:example:ehr:placer',
  METER: 'urn:example:meter-readings',
  RPM: SYSTEM.item,
};

export interface ReferenceOptions {
  /** A file in a directory of its own, made readable for its owner alone, or `:memory:`. */
  readonly databasePath: string;
  /** Key of the bearer tokens, at least 32 bytes; the same in every instance that shares a database. */
  readonly tokenKey: string;
  /** Clients that get tokens at /auth/token; absent: none does, and the endpoint is not there. */
  readonly clients?: Clients;
  /** `none`: nobody is asked for a token, and only this machine is served. */
  readonly auth?: 'tokens' | 'none';
  /** 0 or absent: any free port. */
  readonly fhirPort?: number;
  readonly hl7Port?: number;
  /** HL7 v2 over mutual TLS; absent: plain TCP. */
  readonly hl7Tls?: MutualTls;
  /** System time, ms since the epoch. */
  readonly now?: () => number;
  readonly collaborators?: Partial<Collaborators>;
  readonly policies?: Partial<ReferencePolicies>;
  readonly seams?: Seams;
  readonly namespaces?: Namespaces;
  /** HL7 v2 senders by `MSH-3|MSH-4`. */
  readonly hl7Clients?: Readonly<Record<string, Caller>>;
  /** As of the pipeline. */
  readonly maxWaiting?: number;
  readonly maxPages?: number;
  /** Told of every answer and every failure. */
  readonly log?: Log;
  /** Where notifications may go beside loopback, and when they are tried again. */
  readonly notifiedHosts?: PipelineOptions['notifiedHosts'];
  readonly notificationTiming?: PipelineOptions['notificationTiming'];
  /** Where In Basket items are told by HL7 v2; absent: nowhere. */
  readonly alerts?: Omit<AlertOptions, 'namespaces'>;
}

const NO_CLIENTS: Clients = new Map();

export interface RunningReference {
  /** `http://127.0.0.1:PORT/fhir` */
  readonly fhirBase: string;
  readonly hl7: { readonly host: string; readonly port: number };
  /** Ends both servers, finishes what was accepted, closes the database. */
  close(): Promise<void>;
}

/** Writers that wait are answered late past this many, and none is taken past ten times as many. */
const MANY_WAITING = 1000;

/** What keeps the pipeline from serving well; undefined: nothing does. */
const ailmentOf = (pipeline: Pipeline): string | undefined => {
  const { waiting, isClosing, trouble } = pipeline.health();
  if (trouble !== undefined) return troubleInWords(trouble).what;
  if (isClosing) return 'it is about to end';
  return waiting > MANY_WAITING ? `${waiting} requests to write are waiting` : undefined;
};

/**
 * Starts the whole reference: one pipeline, served over FHIR and over HL7 v2. Rejects when a port is
 * taken, the key is too short or the database cannot be used; then nothing is left running.
 */
export const startReference = async (options: ReferenceOptions): Promise<RunningReference> => {
  const { databasePath, tokenKey, fhirPort = 0, hl7Port = 0 } = options;
  const { collaborators, policies, notifiedHosts, notificationTiming, maxWaiting, maxPages } = options;
  const { namespaces = DEFAULT_NAMESPACES, seams = {} } = options;
  const now = options.now ?? systemNow;
  const authenticate = createAuthenticator(tokenKey, now);
  const { log = SILENT, clients = NO_CLIENTS } = options;
  const access = options.auth === 'none' ? 'none' : clients.size > 0 ? 'smart' : 'tokens';
  const report = (error: unknown): void => {
    // A trouble of the database was told once, as it came.
    if (error instanceof StoreUnavailable && pipeline.health().trouble === error.trouble) return;
    // Without a log a failure is told on standard error.
    if (options.log === undefined) console.error(error instanceof Error ? error.stack : error);
    else log.error(traceOf(error), 'failed');
  };
  const countAlerts = (): ReturnType<AlertOutbox['counts']> | undefined => {
    try {
      return pipeline.alerts?.counts();
    } catch (error) {
      if (error instanceof StoreUnavailable) return undefined;
      throw error;
    }
  };
  const metrics = createMetrics(
    () => pipeline.health().waiting,
    options.alerts === undefined ? undefined : countAlerts,
  );
  const built = createPipeline({
    databasePath,
    now,
    watch: {
      ...metrics.watch,
      store: (trouble) => {
        metrics.watch.store(trouble);
        if (trouble === undefined) log.info({}, 'the database takes writes again');
        else log.error({ trouble, do: troubleInWords(trouble).advice }, troubleInWords(trouble).what);
      },
    },
    ...compact({ collaborators, policies, notifiedHosts, notificationTiming, maxWaiting, maxPages }),
    notesAlerts: options.alerts !== undefined,
  });
  const pipeline = seams.pipeline?.(built) ?? built;
  const servers: { close(): Promise<void> }[] = [];
  const end = async (): Promise<void> => {
    if (servers.length > 0) log.info({}, 'ending');
    // All at once, so that none takes anything new while another ends; the database after everything that writes to it.
    await Promise.allSettled(servers.map((server) => server.close()));
    await pipeline.close();
  };
  let ending: Promise<void> | undefined;
  const close = (): Promise<void> => (ending ??= end());
  try {
    const app = express();
    app.disable('x-powered-by');
    app.use(logged(log, monotonicNow));
    if (seams.fhir !== undefined) app.use(seams.fhir);
    app.use(operationApp({ ailment: () => ailmentOf(pipeline), metrics }));
    if (access === 'smart') app.use(tokenApp(pipeline, { clients, tokenKey, now, basePath: BASE_PATH, report }));
    const identify = access === 'none' ? { identify: openAccess } : {};
    app.use(createFhirApp(pipeline, { authenticate, ...identify, access, clockPort: true, report }));
    const fhir = await startFhirServer(app, {
      host: HOST,
      port: fhirPort,
      onBrokenRequest: (refusal) => auditRefusal(pipeline, refusal, {}),
    });
    servers.push(fhir);
    const stopNotifying = pipeline.subscriptions.serve(
      deliverFrom(pipeline, fhir.base, now, notificationTiming?.timeoutMs),
    );
    servers.push({ close: stopNotifying });
    const hl7 = await startHl7Server(pipeline, {
      host: HOST,
      port: hl7Port,
      namespaces,
      clients: options.hl7Clients ?? DEFAULT_HL7_CLIENTS,
      ...(seams.hl7 === undefined ? {} : { around: seams.hl7 }),
      ...(options.hl7Tls === undefined ? {} : { tls: options.hl7Tls }),
    });
    servers.push(hl7);
    if (options.alerts !== undefined && pipeline.alerts !== undefined) {
      servers.push(startAlerts(pipeline.alerts, { ...options.alerts, namespaces }));
    }
    log.info({ fhir: fhir.port, hl7: hl7.port }, 'listening');
    return { fhirBase: fhir.base, hl7: { host: HOST, port: hl7.port }, close };
  } catch (error) {
    await close();
    throw error;
  }
};
