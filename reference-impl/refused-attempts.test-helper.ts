import { connect } from 'node:net';
import { expect } from 'vitest';
import { readOperationOutcome } from '../contract/wire/fhir/outcome.ts';
import { type JsonObject, parseLossless } from '../contract/wire/json/lossless.ts';
import { signToken } from './api/auth/sign.ts';
import { type RunningReference, startReference } from './server.ts';
import { START } from './world.test-helper.ts';
import { newDatabase } from './store/new-database.test-helper.ts';

const KEY = '0123456789abcdef0123456789abcdef';
const MRN = 'urn:oid:2.999.1.1|MRN1001';
const tokenOf = (role: 'ehr' | 'gateway' | 'auditor' | 'clinician' | 'portal', over: object = {}): string =>
  signToken({ sub: `vp-${role}`, role, exp: START / 1000 + 600, ...over }, KEY);
export const TOKEN = {
  ehr: tokenOf('ehr'),
  gateway: tokenOf('gateway', { subject: MRN }),
  auditor: tokenOf('auditor'),
  portal: tokenOf('portal', { subject: MRN }),
  expired: tokenOf('ehr', { exp: START / 1000 - 1 }),
  forged: `${tokenOf('ehr').slice(0, -3)}AAA`,
};

export const patient = {
  resourceType: 'Patient',
  identifier: [{ system: 'urn:oid:2.999.1.1', value: 'MRN1001' }],
  name: [{ family: 'Doe', given: ['Jane'] }],
  gender: 'female',
  birthDate: '1970-01-15',
};
let reference: RunningReference | undefined;

/** Starts a whole reference that knows one patient, `Patient/p1`. */
export const startRefusing = async (): Promise<RunningReference> => {
  reference = await startReference({ databasePath: newDatabase(), tokenKey: KEY, now: () => START });
  expect((await http('POST', '/Patient', TOKEN.ehr, patient)).status).toBe(201);
  return reference;
};

export interface HttpAnswer {
  readonly status: number;
  readonly json: JsonObject;
  readonly refusal: string | undefined;
}

export const http = async (
  method: string,
  path: string,
  token?: string,
  body?: object | string,
  headers: Readonly<Record<string, string>> = {},
): Promise<HttpAnswer> => {
  const response = await fetch(path.startsWith('http') ? path : `${reference?.fhirBase ?? ''}${path}`, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/fhir+json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const json = parseLossless(await response.text()) as JsonObject;
  return { status: response.status, json, refusal: readOperationOutcome(json)?.refusal };
};

/** What one connection answers to these bytes before it closes or, over MLLP, before the end of the frame. */
export const raw = (port: number, bytes: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    let answer = '';
    socket.setEncoding('utf8');
    socket.on('data', (text: string) => {
      answer += text;
      if (answer.includes('\x1c\r')) socket.destroy();
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });

export interface Audited {
  readonly refusal: string;
  readonly who: string;
  readonly entity: boolean;
}

/** Refused events, oldest first, without those of looking at them. */
const refused = async (): Promise<readonly Audited[]> => {
  const { json } = await http('GET', '/AuditEvent?outcome=4&_count=500', TOKEN.auditor);
  return ((json['entry'] as readonly JsonObject[] | undefined) ?? []).map((entry) => {
    const resource = entry['resource'] as unknown as {
      subtype: { system: string; code: string }[];
      agent: { who: { identifier: { value: string } } }[];
      entity?: { what: { type?: string } }[];
    };
    return {
      refusal: resource.subtype.find((s) => s.system.endsWith('/refusal'))?.code ?? '',
      who: resource.agent[0]?.who.identifier.value ?? '',
      entity: resource.entity?.some((e) => e.what.type === 'Observation') ?? false,
    };
  });
};

/** Refused events that an attempt added. */
export const added = async (attempt: () => Promise<unknown>): Promise<readonly Audited[]> => {
  const before = (await refused()).length;
  await attempt();
  return (await refused()).slice(before);
};
