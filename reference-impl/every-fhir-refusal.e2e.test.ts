import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { added, http, type HttpAnswer, patient, raw, startRefusing, TOKEN } from './refused-attempts.test-helper.ts';
import type { RunningReference } from './server.ts';

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
  reference = await startRefusing();
});
afterAll(() => reference.close());

describe('each refusal over FHIR leaves one event with the code that was answered', () => {
  test.each<[string, number, string, string, () => Promise<HttpAnswer>]>([
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
      'XML wanted back',
      406,
      'not-acceptable',
      'vp-ehr',
      () => http('GET', '/Patient/p1', TOKEN.ehr, undefined, { accept: 'application/fhir+xml' }),
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
