import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { encodeClinician } from '../contract/wire/fhir/clinician.ts';
import { encodePermission } from '../contract/wire/fhir/consent.ts';
import * as example from '../contract/wire/fhir/example-values.ts';
import { encodeReading } from '../contract/wire/fhir/observation.ts';
import { encodeOrder } from '../contract/wire/fhir/order.ts';
import { encodePatient } from '../contract/wire/fhir/patient.ts';
import type { ReferenceTo } from '../contract/wire/fhir/references.ts';
import { encodeReadingMessage } from '../contract/wire/hl7v2/reading.ts';
import { frame } from '../contract/wire/hl7v2/mllp.ts';
import { isObject, type Json, type JsonObject, parseLossless, writeLossless } from '../contract/wire/json/lossless.ts';
import type { Identifier, Reading } from '../contract/domain/index.ts';
import { signToken } from './api/auth/sign.ts';
import { WireClient } from './api/hl7v2/wire.test-helper.ts';
import type { Caller } from './pipeline.ts';
import type { ReferenceOptions } from './server.ts';
import { START } from './world.test-helper.ts';

const SERVER = fileURLToPath(new URL('crash-server.test-helper.ts', import.meta.url));
/** Of the bearer tokens. */
export const KEY = '0123456789abcdef0123456789abcdef';
const SYSTEM = 'urn:example:meter-readings';

export const tokenOf = (role: Caller['role'], subject?: Identifier): string =>
  signToken(
    {
      sub: `vp-${role}`,
      role,
      exp: START / 1000 + 600,
      ...(subject === undefined ? {} : { subject: `${subject.system}|${subject.value}` }),
    },
    KEY,
  );
export const TOKEN = {
  ehr: tokenOf('ehr'),
  gateway: tokenOf('gateway'),
  clock: tokenOf('clock'),
  portal: tokenOf('portal', example.patient.identifier),
} as const;

const IDS: Readonly<Record<string, string>> = { Patient: 'Patient/p1', Recipient: 'PractitionerRole/c1' };
/** Logical ids of a database that holds one patient and one clinician. */
export const ref: ReferenceTo = (type) => {
  const id = IDS[type];
  if (id === undefined) throw new Error(`no ${type} here`);
  return id;
};

export interface Answer {
  readonly status: number;
  readonly retryAfter?: string;
  readonly location: string | undefined;
  readonly json: JsonObject;
}

export type Call = (method: string, path: string, token: string, body?: JsonObject) => Promise<Answer>;

/** The reference in a process of its own, and the means to talk to it and to kill it. */
export interface Running {
  readonly pid: number;
  readonly fhirBase: string;
  readonly port: number;
  readonly call: Call;
  /** SIGKILL; settles when the process is gone. */
  kill(): Promise<void>;
}

export const killed = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'close');
};

/** Node.js runs TypeScript by itself from 22.18 on, and twice as fast to the first line as through tsx. */
export const LOADER = process.features.typescript ? [] : ['--import', 'tsx'];

export interface RunOptions {
  readonly maxPages?: number;
  readonly maxWaiting?: number;
  /** Where In Basket items are told. */
  readonly alerts?: ReferenceOptions['alerts'];
  /** Largest file that the process may write, in units of 1024 bytes. */
  readonly fileLimit?: number;
}

/** The process, which may not listen yet. */
export const spawnServer = (databasePath: string, { fileLimit, ...limits }: RunOptions = {}): ChildProcess => {
  const args = [...LOADER, SERVER, databasePath, KEY, JSON.stringify(limits)];
  const [command, ...all] =
    fileLimit === undefined
      ? [process.execPath, ...args]
      : ['bash', '-c', `ulimit -S -f ${fileLimit} && exec "$0" "$@"`, process.execPath, ...args];
  return spawn(command ?? '', all, { stdio: ['ignore', 'pipe', 'inherit'] });
};

/** Talks to a server's FHIR surface. */
export const callerOf =
  (fhirBase: string): Call =>
  async (method, path, token, body) => {
    const response = await fetch(`${fhirBase}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/fhir+json' },
      ...(body === undefined ? {} : { body: writeLossless(body) }),
    });
    const json: Json = parseLossless(await response.text());
    const location = response.headers.get('location')?.replace(/^.*\/fhir\//, '');
    const retryAfter = response.headers.get('retry-after');
    return {
      status: response.status,
      location,
      json: isObject(json) ? json : {},
      ...(retryAfter === null ? {} : { retryAfter }),
    };
  };

export const run = async (databasePath: string, options: RunOptions = {}): Promise<Running> => {
  const child = spawnServer(databasePath, options);
  if (child.stdout === null) throw new Error('it has no output');
  const line = String((await Promise.race([once(child.stdout, 'data'), once(child, 'close')]))[0]);
  const { fhirBase, port } = JSON.parse(line) as { fhirBase: string; port: number };
  return {
    pid: child.pid ?? 0,
    fhirBase,
    port,
    kill: () => killed(child),
    call: callerOf(fhirBase),
  };
};

/** Patient, clinician, order and permission: what must be there before a reading is filed. */
export const seed = async ({ call }: Running): Promise<void> => {
  const order = { ...example.glucoseOrder, responsible: example.clinician.identifier };
  for (const [path, token, body] of [
    ['/Patient', TOKEN.ehr, encodePatient(example.patient)],
    ['/PractitionerRole', TOKEN.ehr, encodeClinician(example.clinician)],
    ['/ServiceRequest', TOKEN.ehr, encodeOrder(order, ref)],
    ['/Consent', TOKEN.portal, encodePermission(example.permission, ref)],
  ] as const) {
    // oxlint-disable-next-line no-await-in-loop -- each refers to the one before
    const { status, json } = await call('POST', path, token, body);
    if (status !== 201) throw new Error(`${path}: ${status} ${writeLossless(json)}`);
  }
};

/** An abnormal reading, number `n` of its writer: a minute of its own is not needed, no two are the same without a device. */
export const readingOf = (key: string): Reading => ({
  identifier: { system: SYSTEM, value: key },
  patient: example.patient.identifier,
  measure: 'glucose',
  code: { system: 'http://loinc.org', code: '41653-7' },
  status: 'final',
  effective: '2026-03-03T11:30:00Z',
  result: { kind: 'value', quantity: { value: '200', unit: 'mg/dL' } },
});

export const postReading = ({ call }: Running, key: string): Promise<Answer> =>
  call('POST', '/Observation', TOKEN.gateway, encodeReading(readingOf(key), ref));

/** Sends a reading as ORU^R01, with a control id of this connection, and gives MSA-1. */
export const mllpSender = async (port: number): Promise<(key: string) => Promise<string | undefined>> => {
  const client = await WireClient.to(port);
  // Whoever is killed says no goodbye that a half-open socket would notice.
  client.socket.on('end', () => client.socket.destroy());
  let sent = 0;
  return async (key) => {
    sent += 1;
    const envelope = {
      sendingApplication: 'GATEWAY',
      sendingFacility: 'GOODHEALTH',
      receivingApplication: 'RPM',
      receivingFacility: 'GOODHEALTH',
      at: '2026-03-03T12:00:00.000Z',
      controlId: key.slice(-20),
      processingId: 'T' as const,
    };
    client.socket.write(frame(encodeReadingMessage([readingOf(key)], envelope, { METER: SYSTEM })));
    return (await client.acks(sent)).at(-1)?.code;
  };
};
