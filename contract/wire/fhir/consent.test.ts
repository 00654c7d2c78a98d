import { expect, test } from 'vitest';
import type { JsonObject } from '../json/lossless.ts';
import { decodePermission } from './consent.ts';
import { permission } from './example-values.ts';
import { EXAMPLES, exampleIdentifierOf } from './examples.ts';

const consent = EXAMPLES['permission'] ?? {};
const provision = consent['provision'] as JsonObject;
const glucose: JsonObject = { coding: [{ system: 'http://loinc.org', code: '41653-7' }] };
const weight: JsonObject = { coding: [{ system: 'http://loinc.org', code: '29463-7' }] };
const scopeOf = (code: string): JsonObject => ({
  coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code }],
});
const withProvision = (change: JsonObject): JsonObject => ({ ...consent, provision: { ...provision, ...change } });

test.each<[string, JsonObject, string, string]>([
  ['without a status', { ...consent, status: undefined }, 'missing-element', 'Consent.status'],
  ['that was denied', { ...consent, status: 'rejected' }, 'bad-value', 'Consent.status'],
  ['only proposed', { ...consent, status: 'proposed' }, 'bad-value', 'Consent.status'],
  ['without a day', { ...consent, dateTime: undefined }, 'missing-element', 'Consent.dateTime'],
  ['from a mere day', { ...consent, dateTime: '2026-03-02' }, 'time-without-offset', 'Consent.dateTime'],
  ['without a provision', { ...consent, provision: undefined }, 'missing-element', 'Consent.provision'],
  ['that denies', withProvision({ type: 'deny' }), 'bad-value', 'Consent.provision.type'],
  ['for no data type', withProvision({ code: [] }), 'missing-element', 'Consent.provision.code'],
  ['for two data types', withProvision({ code: [glucose, weight] }), 'bad-value', 'Consent.provision.code'],
  [
    'for two data types by one code',
    withProvision({ code: [{ coding: [glucose, weight].flatMap((one) => one['coding'] as readonly JsonObject[]) }] }),
    'bad-value',
    'Consent.provision.code[0]',
  ],
  ['for an unknown data type', withProvision({ code: [{ text: 'all' }] }), 'unknown-code', 'Consent.provision.code[0]'],
  [
    'with an exception',
    withProvision({ provision: [{ type: 'deny' }] }),
    'field-not-understood',
    'Consent.provision.provision',
  ],
  ...['period', 'dataPeriod', 'purpose', 'class', 'data', 'securityLabel', 'action', 'periood'].map(
    (name): [string, JsonObject, string, string] => [
      `that is narrowed by ${name}`,
      withProvision({ [name]: [{}] }),
      'field-not-understood',
      `Consent.provision.${name}`,
    ],
  ),
  ...['research', 'treatment', 'adr'].map((code): [string, JsonObject, string, string] => [
    `that is of ${code}`,
    { ...consent, scope: scopeOf(code) },
    'field-not-understood',
    'Consent.scope',
  ]),
  [
    'with a modifier',
    { ...consent, modifierExtension: [{ url: 'urn:x' }] },
    'field-not-understood',
    'Consent.modifierExtension[0]',
  ],
  ['of nobody known', { ...consent, patient: { reference: 'Patient/x' } }, 'patient-not-authorised', 'Consent.patient'],
])('a permission %s is refused', (_title, resource, code, at) => {
  expect(decodePermission(resource, exampleIdentifierOf)).toMatchObject({ ok: false, refusal: { code, at } });
});

test('a permission may name the phone, and a withdrawal takes back what was narrowed too', () => {
  const phone = withProvision({
    actor: [{ reference: { reference: 'Device/phone1' } }],
    extension: [{ url: 'urn:x' }],
  });
  expect(decodePermission(phone, exampleIdentifierOf)).toEqual({ ok: true, value: permission });
  const ended = withProvision({ period: { end: '2026-03-03' } });
  const narrowed = { ...ended, scope: scopeOf('research'), status: 'inactive' };
  expect(decodePermission(narrowed, exampleIdentifierOf)).toMatchObject({ ok: true, value: { status: 'withdrawn' } });
});

test('a permission is read by any code of its measure, and withdrawn by its status', () => {
  expect(decodePermission(consent, exampleIdentifierOf)).toEqual({ ok: true, value: permission });
  const moles: JsonObject = { coding: [{ system: 'http://loinc.org', code: '14743-9' }] };
  const both = {
    coding: [{ system: 'urn:x', code: '1' }, ...[moles, glucose].flatMap((one) => one['coding'] as JsonObject[])],
  };
  expect(decodePermission(withProvision({ code: [both] }), exampleIdentifierOf)).toEqual({
    ok: true,
    value: permission,
  });
  const withdrawn = { ...withProvision({ code: [moles] }), status: 'inactive' };
  expect(decodePermission(withdrawn, exampleIdentifierOf)).toEqual({
    ok: true,
    value: { ...permission, status: 'withdrawn' },
  });
});
