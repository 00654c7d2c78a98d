import { expect, test } from 'vitest';
import type { JsonObject } from '../json/lossless.ts';
import { exampleIdentifierOf } from './examples.ts';
import { decodeAdvance } from './parameters.ts';

const to: JsonObject = { name: 'to', valueInstant: '2026-03-05T13:05:12.000Z' };
const patient: JsonObject = { name: 'patient', valueReference: { reference: 'Patient/p1' } };

test.each<[string, readonly JsonObject[], string, string]>([
  ['to nowhere', [patient], 'missing-element', "Parameters.parameter('to')"],
  ['of a patient misspelt', [to, { ...patient, name: 'Patient' }], 'bad-value', 'Parameters.parameter[1].name'],
  ['of a parameter without a name', [to, { valueBoolean: true }], 'missing-element', 'Parameters.parameter[1].name'],
  ['to two instants', [to, { ...to, valueInstant: '2026-03-06T00:00:00Z' }], 'bad-value', 'Parameters.parameter[1]'],
  ['of two patients', [to, patient, { ...patient }], 'bad-value', 'Parameters.parameter[2]'],
  [
    'of nobody',
    [to, { ...patient, valueReference: undefined }],
    'missing-element',
    'Parameters.parameter[1].valueReference',
  ],
  [
    'under a modifier',
    [to, { ...patient, modifierExtension: [{ url: 'urn:x' }] }],
    'field-not-understood',
    'Parameters.parameter[1].modifierExtension[0]',
  ],
])('an advance of the clock %s is refused', (_title, parameter, code, at) => {
  const body = { resourceType: 'Parameters', parameter };
  expect(decodeAdvance(body, exampleIdentifierOf)).toMatchObject({ ok: false, refusal: { code, at } });
});
