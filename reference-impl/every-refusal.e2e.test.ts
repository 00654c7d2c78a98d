import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readOperationOutcome } from '../contract/wire/fhir/outcome.ts';
import { type JsonObject, parseLossless } from '../contract/wire/json/lossless.ts';
import { signToken } from './api/auth/sign.ts';
import { type RunningReference, startReference } from './server.ts';
import { START } from './world.test-helper.ts';

const KEY = '0123456789abcdef0123456789abcdef';
const MRN = 'urn:oid:2.999.1.1|MRN1001';
const tokenOf = (role: 'ehr' | 'gateway' | 'auditor' | 'clinician' | 'portal', over: object = {}): string =>
  signToken({ sub: `vp-${role}`, role, exp: START / 1000 + 600, ...over }, KEY);
const TOKEN = {
  ehr: tokenOf('ehr'),
  gateway: tokenOf('gateway', { subject: MRN }),
  auditor: tokenOf('auditor'),
  portal: tokenOf('portal', { subject: MRN }),
  expired: tokenOf('ehr', { exp: START / 1000 - 1 }),
  forged: `${tokenOf('ehr').slice(0, -3)}AAA`,
};

const patient = {
  resourceType: 'Patient',
  identifier: [{ system: 'urn:oid:2.999.1.1', value: 'MRN1001' }],
  name: [{ family: 'Doe', given: ['Jane'] }],
  gender: 'female',
  birthDate: '1970-01-15',
};
const reading = (over: object = {}): object => ({
  resourceType: 'Observation',
  identifier: [{ system: 'urn:example:meter-readings', value: 'R1' }],
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '41653-7' }] },
  subject: { reference: 'Patient/p1' },
  effectiveDateTime: '2026-03-03T11:59:00Z',
  valueQuantity: { value: 212, unit: 'mg/dL', system: 'http://unitsofmeasure.org', code: 'mg/dL' },
  ...over,
});
const entryOf = (resource: object, method = 'POST'): object => ({ resource, request: { method, url: 'Observation' } });
const bundle = (type: 'batch' | 'transaction', ...entry: readonly object[]): object => ({
  resourceType: 'Bundle',
  type,
  entry,
});

let reference: RunningReference;
beforeAll(async () => {
  reference = await startReference({ databasePath: ':memory:', tokenKey: KEY, now: () => START });
  expect((await http('POST', '/Patient', TOKEN.ehr, patient)).status).toBe(201);
});
afterAll(() => reference.close());

const http = async (
  method: string,
  path: string,
  token?: string,
  body?: object | string,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ status: number; json: JsonObject; refusal: string | undefined }> => {
  const response = await fetch(path.startsWith('http') ? path : `${reference.fhirBase}${path}`, {
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
const raw = (port: number, bytes: string): Promise<string> =>
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

interface Audited {
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

/** Events that an attempt added. */
const added = async (attempt: () => Promise<unknown>): Promise<readonly Audited[]> => {
  const before = (await refused()).length;
  await attempt();
  return (await refused()).slice(before);
};

describe('each refusal over FHIR leaves one event with the code that was answered', () => {
  test.each<[string, number, string, string, () => ReturnType<typeof http>]>([
    ['no token', 401, 'unauthenticated', 'unknown', () => http('GET', '/Patient?identifier=s%7Cv')],
    ['a forged token', 401, 'unauthenticated', 'unknown', () => http('GET', '/Patient/p1', TOKEN.forged)],
    ['an expired token', 401, 'token-expired', 'unknown', () => http('GET', '/Patient/p1', TOKEN.expired)],
    ['no token, for what is not offered', 401, 'unauthenticated', 'unknown', () => http('DELETE', '/Patient/p1')],
    ['a wrong role', 403, 'scope', 'vp-gateway', () => http('POST', '/Patient', TOKEN.gateway, patient)],
    ['the trail, for another role', 403, 'scope', 'vp-ehr', () => http('GET', '/AuditEvent', TOKEN.ehr)],
    ['what is not offered', 405, 'unsupported-interaction', 'vp-ehr', () => http('DELETE', '/Patient/p1', TOKEN.ehr)],
    ['a type that is not there', 405, 'unsupported-interaction', 'vp-ehr', () => http('GET', '/Encounter', TOKEN.ehr)],
    [
      'a search that is not offered',
      400,
      'unsupported-parameter',
      'vp-ehr',
      () => http('GET', '/Patient?name=x', TOKEN.ehr),
    ],
    [
      'a page mark of nobody',
      400,
      'unsupported-parameter',
      'vp-auditor',
      () => http('GET', '/AuditEvent?_page=x', TOKEN.auditor),
    ],
    ['an id of nothing', 404, 'not-found', 'vp-ehr', () => http('GET', '/Patient/p99', TOKEN.ehr)],
    ['an id that cannot be', 404, 'not-found', 'vp-ehr', () => http('GET', '/Patient/p_1', TOKEN.ehr)],
    [
      'another patient’s',
      403,
      'patient-not-authorised',
      'vp-portal',
      () => http('GET', '/Consent?patient=Patient/p99', TOKEN.portal),
    ],
    [
      'a path outside',
      404,
      'not-found',
      'unknown',
      () => http('GET', reference.fhirBase.replace('/fhir', '/x'), TOKEN.ehr),
    ],
    ['a path that is no UTF-8', 400, 'malformed', 'unknown', () => http('GET', '/Patient/%ff', TOKEN.ehr)],
    ['no JSON', 400, 'malformed', 'vp-gateway', () => http('POST', '/Observation', TOKEN.gateway, '{')],
    [
      'XML',
      415,
      'unsupported-media-type',
      'vp-gateway',
      () => http('POST', '/Observation', TOKEN.gateway, '<x/>', { 'content-type': 'application/xml' }),
    ],
    [
      'a condition that cannot be kept',
      412,
      'stale-version',
      'vp-ehr',
      () => http('PUT', '/ServiceRequest/o1', TOKEN.ehr, {}, { 'if-match': 'x' }),
    ],
    [
      'a bundle of another kind',
      422,
      'bad-value',
      'vp-gateway',
      () => http('POST', '', TOKEN.gateway, { resourceType: 'Bundle', type: 'x' }),
    ],
  ])('%s', async (_title, status, refusal, who, attempt) => {
    const events = await added(async () => {
      const answer = await attempt();
      expect([answer.status, answer.refusal]).toEqual([status, refusal]);
    });
    expect(events).toEqual([{ refusal, who, entity: false }]);
  });

  test.each([
    ['a time without an offset', { effectiveDateTime: '2026-03-03T11:59:00' }, 'time-without-offset'],
    [
      'a unit that does not fit',
      { valueQuantity: { value: 5, unit: 'kg', system: 'http://unitsofmeasure.org', code: 'kg' } },
      'unit-mismatch',
    ],
    ['no order', {}, 'no-active-order'],
  ])('a reading with %s', async (_title, over, refusal) => {
    expect(await added(() => http('POST', '/Observation', TOKEN.gateway, reading(over)))).toEqual([
      { refusal, who: 'vp-gateway', entity: true },
    ]);
  });

  test('each entry of a batch that is refused, read or not', async () => {
    const batch = bundle(
      'batch',
      entryOf(reading({ effectiveDateTime: '2026-03-03T11:59:00' })),
      entryOf(reading()),
      entryOf(reading(), 'DELETE'),
    );
    const events = await added(() => http('POST', '', TOKEN.gateway, batch));
    expect(events.toSorted((a, b) => a.refusal.localeCompare(b.refusal))).toEqual([
      { refusal: 'no-active-order', who: 'vp-gateway', entity: true },
      { refusal: 'time-without-offset', who: 'vp-gateway', entity: true },
      { refusal: 'unsupported-interaction', who: 'vp-gateway', entity: false },
    ]);
  });

  test('a transaction, by the entry that spoils it', async () => {
    const transaction = bundle('transaction', entryOf(reading({ effectiveDateTime: '2026-03-03T11:59:00' })));
    expect(await added(() => http('POST', '', TOKEN.gateway, transaction))).toEqual([
      { refusal: 'time-without-offset', who: 'vp-gateway', entity: true },
    ]);
  });

  test('what is no HTTP', async () => {
    const port = Number(new URL(reference.fhirBase).port);
    const events = await added(async () => {
      expect(await raw(port, 'MSH|^~\\&|EHR|\r\n\r\n')).toContain('"code":"malformed"');
    });
    expect(events).toEqual([{ refusal: 'malformed', who: 'unknown', entity: false }]);
  });
});

describe('each refusal over HL7 v2 leaves one event with the code that was answered', () => {
  const header = (sender: string, type: string, id: string, version = '2.5.1'): string =>
    `MSH|^~\\&|${sender}|RPM|GOODHEALTH|20260303120000.000+0000||${type}|${id}|T|${version}|||||||UNICODE UTF-8`;
  const GATEWAY = 'GATEWAY|GOODHEALTH';
  const body = (time = '20260303115900+0000'): string =>
    [
      'PID|1||MRN1001^^^GOODHEALTH&2.999.1.1&ISO^MR',
      `OBR|1||R1^METER|41653-7^Glucose^LN|||${time}`,
      `OBX|1|NM|41653-7^Glucose^LN||212|mg/dL^mg/dL^UCUM|||||F|||${time}`,
    ].join('\r');
  const ORU = 'ORU^R01^ORU_R01';
  test.each([
    ['an unknown sender', `${header('STRANGER|X', ORU, 'M1')}\r${body()}`, 'unauthenticated', 'STRANGER', false],
    ['no header', 'PID|1', 'malformed', 'unknown', false],
    [
      'another message',
      `${header(GATEWAY, 'ADT^A01^ADT_A01', 'M2')}\r${body()}`,
      'unsupported-message',
      GATEWAY,
      false,
    ],
    ['another version', `${header(GATEWAY, ORU, 'M3', '2.3')}\r${body()}`, 'unsupported-version', GATEWAY, false],
    ['a wrong role', `${header('EHR|GOODHEALTH', ORU, 'M4')}\r${body()}`, 'scope', 'EHR|GOODHEALTH', true],
    ['no offset', `${header(GATEWAY, ORU, 'M5')}\r${body('20260303115900')}`, 'time-without-offset', GATEWAY, true],
    ['no order', `${header(GATEWAY, ORU, 'M6')}\r${body()}`, 'no-active-order', GATEWAY, true],
    ['no order, once more', `${header(GATEWAY, ORU, 'M6')}\r${body()}`, 'no-active-order', GATEWAY, true],
    [
      'a control id that was used',
      `${header(GATEWAY, ORU, 'M6')}\r${body()}\rNTE|1`,
      'control-id-reuse',
      'GATEWAY',
      false,
    ],
  ])('%s', async (_title, message, refusal, who, entity) => {
    const events = await added(async () => {
      expect(await raw(reference.hl7.port, `\v${message}\r\x1c\r`)).toContain(`${refusal}^`);
    });
    expect(events).toEqual([{ refusal, who, entity }]);
  });
});
