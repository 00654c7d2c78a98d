import { SYSTEM } from '../contract/codes/canonical.ts';
import { compact } from '../contract/wire/json/compact.ts';
import type { Namespaces } from '../contract/wire/hl7v2/identifier.ts';
import type { Clients } from './api/auth/clients/client.ts';
import { deliverFrom } from './api/fhir/subscription-delivery.ts';
import { type AlertOptions, startAlerts } from './api/hl7v2/alerts/start.ts';
import type { MutualTls } from './api/hl7v2/socket-server.ts';
import { createPipeline, type PipelineOptions } from './app.ts';
import { type MachineTime, nowOf } from './clock/system-now.ts';
import type { Collaborators } from './collaborators.ts';
import { type Desk, served } from './front/desk.ts';
import { startFront } from './front/start-front.ts';
import { openSurfaces, type SurfaceOptions } from './front/surfaces.ts';
import type { Bench } from './operation/bench.ts';
import { type Log, SILENT, traceOf } from './operation/log.ts';
import { createMetrics } from './operation/metrics.ts';
import type { Caller, Pipeline } from './pipeline.ts';
import type { ReferencePolicies } from './policies.ts';
import type { Seams } from './seams.ts';
import type { AlertOutbox } from './alerts/outbox.ts';
import { StoreUnavailable } from './store/unavailable.ts';
import { troubleInWords } from './store/trouble-words.ts';

/** Everything listens on loopback alone. */
const HOST = '127.0.0.1';

/**
 * HL7 v2 senders by `MSH-3|MSH-4`, where no others were agreed: those of the binding's examples, gateway and portal in the
 * hospital as well as at home. Without mutual TLS the name is all that is known of them.
 */
const DEFAULT_HL7_CLIENTS: Readonly<Record<string, Caller>> = {
  'EHR|GOODHEALTH': { role: 'ehr', client: 'EHR|GOODHEALTH' },
  'GATEWAY|HOME': { role: 'gateway', client: 'GATEWAY|HOME' },
  'PORTAL|HOME': { role: 'portal', client: 'PORTAL|HOME' },
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
  /**
   * Whether what listens has a thread of its own, so that it uses another core. Not together with `now`: a function
   * does not go from one thread to another.
   */
  readonly frontThread?: boolean;
  /** System time, ms since the epoch. */
  readonly now?: () => number;
  /** System time that stands still, in place of `now`: to run again what happened then. It goes into another thread. */
  readonly stillAt?: number;
  /** How far the machine's clock is from right, ms, in shared memory: to see what becomes of a system whose clock is set. */
  readonly wrongBy?: Int32Array;
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
  /** What is played around the reference, for the operator's page. */
  readonly bench?: Bench;
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

/** The outbox, with a line in the log for each alert that the other side will not get. Its own words may be a patient's. */
const tellingOfParked = (outbox: AlertOutbox, log: Log): AlertOutbox => ({
  ...outbox,
  park: async (alert, why) => {
    await outbox.park(alert, why);
    const answer = /^[AC][AER](?= |$)/.exec(why)?.[0];
    log.error(compact({ alert: alert.seq, answer, do: 'vitalproof alerts' }), 'an alert was put aside');
  },
});

/**
 * Starts the whole reference: one pipeline, served over FHIR and over HL7 v2. Rejects when a port is
 * taken, the key is too short or the database cannot be used; then nothing is left running.
 */
export const startReference = async (options: ReferenceOptions): Promise<RunningReference> => {
  const { databasePath, tokenKey, fhirPort = 0, hl7Port = 0 } = options;
  const { collaborators, policies, notifiedHosts, notificationTiming, maxWaiting, maxPages } = options;
  const { namespaces = DEFAULT_NAMESPACES, seams = {}, frontThread = false } = options;
  if (frontThread && (options.now ?? seams.fhir ?? seams.hl7) !== undefined)
    throw new RangeError('a thread of its own has the time of the machine, and no function is put between its parts');
  const time: MachineTime = { stillAt: options.stillAt, wrongBy: options.wrongBy };
  const now = options.now ?? nowOf(time);
  const { log = SILENT, clients = NO_CLIENTS } = options;
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
    syncsAside: frontThread,
  });
  const pipeline = seams.pipeline?.(built) ?? built;
  const desk: Desk = {
    pipeline: served(pipeline),
    operation: {
      ailment: () => ailmentOf(pipeline),
      metrics: metrics.text,
      figures: metrics.figures,
      bench: () => options.bench?.state(),
      turn: (fault, isOn) => options.bench?.turn(fault, isOn),
      failed: report,
      log,
    },
  };
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
    const surfaceOptions: SurfaceOptions = {
      tokenKey,
      clients,
      auth: options.auth ?? 'tokens',
      fhirPort,
      isLogged: options.log !== undefined,
      hl7: {
        port: hl7Port,
        namespaces,
        clients: options.hl7Clients ?? DEFAULT_HL7_CLIENTS,
        ...(options.hl7Tls === undefined ? {} : { tls: options.hl7Tls }),
      },
    };
    const surfaces = await (frontThread
      ? startFront(desk, pipeline.whenKept, surfaceOptions, time)
      : openSurfaces(desk, surfaceOptions, { now, seams }));
    const { fhir, hl7 } = surfaces;
    servers.push(surfaces);
    const stopNotifying = pipeline.subscriptions.serve(
      deliverFrom(pipeline, fhir.base, now, notificationTiming?.timeoutMs),
    );
    servers.push({ close: stopNotifying });
    if (options.alerts !== undefined && pipeline.alerts !== undefined) {
      servers.push(startAlerts(tellingOfParked(pipeline.alerts, log), { ...options.alerts, namespaces }));
    }
    log.info({ fhir: fhir.port, hl7: hl7.port }, 'listening');
    return { fhirBase: fhir.base, hl7: { host: HOST, port: hl7.port }, close };
  } catch (error) {
    await close();
    throw error;
  }
};
