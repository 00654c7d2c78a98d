import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { ReferenceOptions } from '../../../server.ts';
import { signToken } from '../sign.ts';
import { assertionOf, formOf, PAIRS } from './client.test-helper.ts';
import { type Asked, MRN, startAsked, TOKEN_KEY } from './reference.test-helper.ts';

const running: Asked[] = [];
const start = async (over: Partial<ReferenceOptions> = {}): Promise<Asked> => {
  const asked = await startAsked(over);
  running.push(asked);
  return asked;
};
afterEach(async () => {
  for (const asked of running.splice(0)) await asked.close();
});

const RSA = { header: { alg: 'RS384', kid: 'k2' }, key: PAIRS.RS384.privateKey };
const patient = (value: string) => ({
  resourceType: 'Patient',
  identifier: [MRN(value)],
  name: [{ family: 'Doe', given: ['Jane'] }],
  gender: 'female',
  birthDate: '1970-01-15',
});
const SCOPE = 'system/Patient.crus';

describe('SMART Backend Services', () => {
  test('are told where a client looks for them', async () => {
    const { fhir, tokenUrl } = await start();
    const found = await fhir('GET', '/.well-known/smart-configuration', undefined);
    expect(found.headers.get('content-type')).toMatch(/^application\/json/);
    expect(found.json).toMatchObject({
      token_endpoint: tokenUrl,
      grant_types_supported: ['client_credentials'],
      token_endpoint_auth_methods_supported: ['private_key_jwt'],
      token_endpoint_auth_signing_alg_values_supported: ['ES384', 'RS384'],
      capabilities: ['client-confidential-asymmetric', 'permission-v1', 'permission-v2'],
    });
    expect(found.json['scopes_supported']).toContain('system/AuditEvent.rs');
    expect((await fhir('GET', '/metadata', undefined)).text).toContain(`Tokens: ${tokenUrl}"`);
  });

  test('are not there, nor told, where no client is registered', async () => {
    const { fhir, tokenUrl } = await start({ clients: new Map() });
    expect((await fetch(tokenUrl, { method: 'POST' })).status).toBe(404);
    expect((await fhir('GET', '/.well-known/smart-configuration', undefined)).status).toBe(401);
    expect((await fhir('GET', '/metadata', undefined)).text).not.toMatch(/SMART|auth\/token/);
  });

  test.each([
    ['ES384', {}],
    ['RS384', RSA],
  ])('give a token for five minutes to who signs with %s', async (_algorithm, wanted) => {
    const asked = await start();
    asked.nowMs += 400;
    const answer = await asked.ask('vp-ehr', SCOPE, wanted);
    const kept = ['cache-control', 'pragma'].map((name) => answer.headers.get(name));
    expect([answer.status, ...kept]).toEqual([200, 'no-store', 'no-cache']);
    const { access_token: token, ...rest } = answer.json;
    expect(rest).toEqual({ token_type: 'bearer', expires_in: 299, scope: SCOPE });
    expect((await asked.fhir('POST', '/Patient', String(token), patient('MRN1'))).status).toBe(201);
    asked.nowMs += 299_000;
    expect((await asked.fhir('GET', '/Patient?identifier=x%7Cy', String(token))).status).toBe(200);
    asked.nowMs += 1000;
    const late = await asked.fhir('GET', '/Patient?identifier=x%7Cy', String(token));
    expect([late.status, late.text.includes('token-expired')]).toEqual([401, true]);
  });

  test('take an assertion once, whatever it was refused for then, and know it after a restart', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'token-'));
    try {
      const databasePath = join(folder, 'data', 'reference.db');
      const first = await start({ databasePath });
      const sign = () => assertionOf({ aud: first.tokenUrl, nowS: first.nowMs / 1000 });
      const [used, wasted] = [await sign(), await sign()];
      expect((await first.form(formOf(used, SCOPE))).status).toBe(200);
      expect((await first.form(formOf(wasted, 'system/Task.u'))).json['error']).toBe('invalid_scope');
      const replays = await Promise.all([used, used, wasted].map((jwt) => first.form(formOf(jwt, SCOPE))));
      for (const { status, json } of replays) {
        expect([status, json['error']]).toEqual([401, 'invalid_client']);
        expect(json['error_description']).toMatch(/used before/);
      }
      const fhirPort = Number(new URL(first.origin).port);
      await running.pop()?.close();
      const second = await start({ databasePath, fhirPort });
      expect((await second.form(formOf(used, SCOPE))).json['error_description']).toMatch(/used before/);
      expect((await second.form(formOf(await sign(), SCOPE))).status).toBe(200);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('of a hundred that show the same assertion at once, one gets a token', async () => {
    const asked = await start();
    const form = formOf(await assertionOf({ aud: asked.tokenUrl, nowS: asked.nowMs / 1000 }), SCOPE);
    const all = await Promise.all(Array.from({ length: 100 }, () => asked.form(form)));
    const by = (status: number): number => all.filter((answer) => answer.status === status).length;
    expect(by(200)).toBe(1);
    // Those past the most that are looked at together are asked to come again.
    expect(by(401) + by(503)).toBe(99);
  });

  test('a token of another instance with the same key is taken, one under another key is not', async () => {
    const [one, other, stranger] = [
      await start(),
      await start(),
      await start({ tokenKey: TOKEN_KEY.replace('0', '1') }),
    ];
    const token = await one.token('vp-ehr', SCOPE);
    expect((await other.fhir('GET', '/Patient?identifier=x%7Cy', token)).status).toBe(200);
    expect((await stranger.fhir('GET', '/Patient?identifier=x%7Cy', token)).status).toBe(401);
  });
});

describe('scopes', () => {
  test('of a token are those that were asked for, and none beyond what is registered', async () => {
    const asked = await start();
    const reads = await asked.token('vp-ehr', 'system/Patient.rs');
    const refused = await asked.fhir('POST', '/Patient', reads, patient('MRN1'));
    expect([refused.status, refused.text.includes('the token needs scope system/Patient.c')]).toEqual([403, true]);
    for (const scope of ['system/Patient.cruds', 'system/Task.r', 'system/*.r', 'patient/Patient.r', 'nonsense']) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const { status, json } = await asked.ask('vp-ehr', `system/Patient.r ${scope}`);
      expect([scope, status, json['error']]).toEqual([scope, 400, 'invalid_scope']);
    }
    expect((await asked.ask('vp-ehr', 'system/Patient.read system/Patient.cu')).json['scope']).toBe(
      'system/Patient.read system/Patient.cu',
    );
  });

  test('hold for each entry of a batch, and for a transaction as a whole', async () => {
    const asked = await start();
    const entry = (method: string, url: string) => ({
      request: { method, url },
      resource: { resourceType: 'Observation', identifier: [{ system: 'urn:x', value: 'R1' }] },
    });
    const bundle = (type: string) => ({
      resourceType: 'Bundle',
      type,
      entry: [
        entry('POST', 'Observation'),
        entry('PUT', 'Observation/o1'),
        entry('PUT', 'Observation?identifier=urn:x%7CR1'),
      ],
    });
    const lacking = (text: string) => [...text.matchAll(/the token needs scope ([^\s"]+)/g)].map(([, scope]) => scope);
    const by = async (scope: string, type = 'batch') =>
      asked.fhir('POST', '', await asked.token('vp-gateway', scope), bundle(type));
    const created = await by('system/Observation.c');
    expect([created.status, lacking(created.text)]).toEqual([200, ['system/Observation.u', 'system/Observation.us']]);
    expect(lacking((await by('system/Observation.u')).text)).toEqual(['system/Observation.c', 'system/Observation.cs']);
    expect(lacking((await by('system/Observation.write')).text)).toEqual(['system/Observation.s']);
    expect(lacking((await by('system/Observation.cus')).text)).toEqual([]);
    const whole = await by('system/Observation.u', 'transaction');
    expect([whole.status, lacking(whole.text)]).toEqual([403, ['system/Observation.c']]);
    expect(whole.text).toContain('Bundle.entry[0].resource');
  });
});

describe('per patient', () => {
  const told = (reference: string) => ({ extensions: { 'hl7-b2b': { version: '1', subject_id: reference } } });
  const reading = (reference: string) => ({
    resourceType: 'Observation',
    status: 'final',
    identifier: [{ system: 'urn:example:meter-readings', value: 'R1' }],
    code: { coding: [{ system: 'http://loinc.org', code: '41653-7' }] },
    subject: { reference },
    effectiveDateTime: '2026-03-03T11:59:00Z',
    valueQuantity: { value: 120, unit: 'mg/dL', system: 'http://unitsofmeasure.org', code: 'mg/dL' },
  });

  test('a client writes and reads of its own patient alone, with every scope that there is', async () => {
    const asked = await start();
    const ehr = await asked.token('vp-ehr', SCOPE);
    const own = (await asked.fhir('POST', '/Patient', ehr, patient('MRN1001'))).json['id'];
    const others = (await asked.fhir('POST', '/Patient', ehr, patient('MRN2002'))).json['id'];
    const phone = await asked.token('vp-phone', 'patient/Observation.cruds');
    const [mine, theirs] = [`Patient/${String(own)}`, `Patient/${String(others)}`];
    expect((await asked.fhir('POST', '/Observation', phone, reading(mine))).text).toContain('no-active-order');
    for (const answer of [
      await asked.fhir('POST', '/Observation', phone, reading(theirs)),
      await asked.fhir(
        'GET',
        `/Observation?patient=${encodeURIComponent(theirs)}&code=http://loinc.org%7C41653-7`,
        phone,
      ),
    ])
      expect([answer.status, answer.text.includes('patient-not-authorised')]).toEqual([403, true]);
    // The same scopes without a patient reach both.
    const gateway = await asked.token('vp-gateway', 'system/Observation.cruds');
    expect((await asked.fhir('POST', '/Observation', gateway, reading(theirs))).text).toContain('no-active-order');
  });

  test('a client that names its person with each login is bound to that one', async () => {
    const asked = await start();
    const ehr = await asked.token('vp-ehr', SCOPE);
    const ids = await Promise.all(
      ['MRN1', 'MRN2'].map(async (mrn) => (await asked.fhir('POST', '/Patient', ehr, patient(mrn))).json['id']),
    );
    const claims = told('urn:oid:2.999.1.1|MRN1');
    const portal = await asked.token('vp-portal', 'patient/Consent.crus', { claims });
    const found = await Promise.all(
      ids.map((id) => asked.fhir('GET', `/Consent?patient=Patient/${String(id)}`, portal)),
    );
    expect(found.map(({ status }) => status)).toEqual([200, 403]);
    for (const bad of [
      {},
      told('MRN1'),
      told('|'),
      { extensions: { 'hl7-b2b': { subject_id: 7 } } },
      { extensions: 'x' },
    ]) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const { status, json } = await asked.ask('vp-portal', 'patient/Consent.r', { claims: bad });
      expect([status, json['error']]).toEqual([400, 'invalid_request']);
    }
    // A gateway may speak for all, but not by a scope of one patient's.
    expect((await asked.ask('vp-relay', 'patient/Observation.c', { claims })).status).toBe(200);
    expect((await asked.ask('vp-relay', 'system/Observation.r')).status).toBe(200);
    expect((await asked.ask('vp-relay', 'system/Observation.r patient/Observation.c')).json['error']).toBe(
      'invalid_scope',
    );
    // Nobody else may name one, but the very one that is registered.
    expect((await asked.ask('vp-ehr', SCOPE, { claims })).json['error']).toBe('invalid_client');
    expect((await asked.ask('vp-phone', 'patient/Observation.c', { claims })).json['error']).toBe('invalid_client');
    const same = told('urn:oid:2.999.1.1|MRN1001');
    expect((await asked.ask('vp-phone', 'patient/Observation.c', { claims: same })).status).toBe(200);
  });
});

test('an assertion is used up by being verified, also where the person that it names is refused', async () => {
  const { ask } = await start();
  const told = (subject_id: string) => ({ extensions: { 'hl7-b2b': { version: '1', subject_id } } });
  const mine = told('urn:oid:2.999.1.1|MRN1001');
  for (const [client, scope, wrong, error] of [
    ['vp-portal', 'patient/Consent.r', {}, 'invalid_request'],
    ['vp-phone', 'patient/Observation.c', told('urn:oid:2.999.1.1|MRN2002'), 'invalid_client'],
  ] as const) {
    const jti = `once-${client}`;
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    expect((await ask(client, scope, { claims: { ...wrong, jti } })).json['error']).toBe(error);
    // oxlint-disable-next-line no-await-in-loop
    const again = await ask(client, scope, { claims: { ...mine, jti } });
    expect([again.status, again.json['error']]).toEqual([401, 'invalid_client']);
    expect(again.text).toContain('used before');
  }
});

test('logins are audited, given and refused, and no secret stands in the trail, the log or the database', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'token-'));
  try {
    const lines: string[] = [];
    const line = (what: object, said: string): void => void lines.push(JSON.stringify(what) + said);
    const databasePath = join(folder, 'reference.db');
    const asked = await start({ databasePath, log: { info: line, error: line } });
    const { tokenUrl, nowMs } = asked;
    const good = await assertionOf({ client: 'vp-auditor', aud: tokenUrl, nowS: nowMs / 1000 });
    const forged = await assertionOf({ aud: tokenUrl, nowS: nowMs / 1000, key: PAIRS.other384.privateKey });
    const token = String((await asked.form(formOf(good, 'system/AuditEvent.rs'))).json['access_token']);
    const answers = [
      await asked.form(formOf(good, 'system/AuditEvent.rs')),
      await asked.form(formOf(forged, SCOPE)),
      await asked.ask('stranger', SCOPE),
      await asked.ask('vp-auditor', SCOPE),
      await asked.form('grant_type=password&username=joe&password=hunter2'),
    ];
    const trail = (await asked.fhir('GET', '/AuditEvent', token)).text;
    const events = JSON.parse(trail) as { entry: { resource: Record<string, unknown> }[] };
    const codes = events.entry.map(
      ({ resource }) => /"code":"(unauthenticated|scope|malformed)"/.exec(JSON.stringify(resource))?.[1],
    );
    expect(codes.toSorted()).toEqual(
      ['malformed', 'scope', 'unauthenticated', 'unauthenticated', 'unauthenticated', undefined, undefined].toSorted(),
    );
    const whoOf = (code: string) =>
      events.entry.map(({ resource }) => JSON.stringify(resource)).find((text) => text.includes(`"code":"${code}"`)) ??
      '';
    // Who was refused a scope had shown who it is; whose name stood on a forgery had not.
    expect(whoOf('scope')).toMatch(/"agent":\[\{[^\]]*vp-auditor/);
    expect(
      events.entry.map(({ resource }) => JSON.stringify(resource)).filter((text) => text.includes('"value":"vp-ehr"')),
    ).toEqual([expect.stringMatching(/"agent":\[\{[^\]]*unknown/)]);
    const everything = [trail, ...lines, ...answers.map(({ text }) => text)].join('\n');
    await running.pop()?.close();
    const bytes = readFileSync(databasePath).toString('latin1');
    for (const secret of [good, forged, token, TOKEN_KEY, 'hunter2', good.split('.')[2] ?? good]) {
      expect(everything).not.toContain(secret);
      expect(bytes).not.toContain(secret);
    }
    expect(lines.some((text) => text.includes('/auth/token'))).toBe(true);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a token that the operator signs has the scopes that it says, or all of its role', async () => {
  const { fhir, nowMs } = await start();
  const claims = { sub: 'desk', role: 'ehr', exp: nowMs / 1000 + 60 } as const;
  expect((await fhir('POST', '/Patient', signToken(claims, TOKEN_KEY), patient('MRN1'))).status).toBe(201);
  const narrow = signToken({ ...claims, scope: 'system/Patient.r' }, TOKEN_KEY);
  expect((await fhir('POST', '/Patient', narrow, patient('MRN2'))).status).toBe(403);
});
