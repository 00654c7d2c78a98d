import { expect, test } from 'vitest';
import type { JsonObject } from '../json/lossless.ts';
import { decodeMessage } from './communication.ts';
import { message } from './example-values.ts';
import { EXAMPLES, exampleIdentifierOf } from './examples.ts';

const letter = EXAMPLES['message'] ?? {};
const patient: JsonObject = { reference: 'Patient/p1' };
const other: JsonObject = { identifier: { system: 'urn:oid:2.999.1.1', value: 'MRN2' } };
const text = (contentString: string): JsonObject => ({ ...letter, payload: [{ contentString }] });

test.each<[string, JsonObject, string, string]>([
  ['in preparation', { ...letter, status: 'preparation' }, 'bad-value', 'Communication.status'],
  ['to nobody', { ...letter, recipient: [] }, 'missing-element', 'Communication.recipient'],
  ['to two', { ...letter, recipient: [patient, other] }, 'bad-value', 'Communication.recipient'],
  ['to another patient than its subject', { ...letter, recipient: [other] }, 'bad-value', 'Communication.recipient'],
  ['about nothing', { ...letter, about: undefined }, 'missing-element', 'Communication.about'],
  ['about nothing known', { ...letter, about: [{ reference: 'Task/x' }] }, 'bad-value', 'Communication.about[0]'],
  ['without a text', { ...letter, payload: undefined }, 'missing-element', 'Communication.payload'],
  [
    'with two texts',
    { ...letter, payload: [{ contentString: 'a' }, { contentString: 'b' }] },
    'bad-value',
    'Communication.payload',
  ],
  [
    'with a picture',
    { ...letter, payload: [{ contentAttachment: {} }] },
    'missing-element',
    'Communication.payload[0].contentString',
  ],
  ['of white space', text(' \n'), 'bad-value', 'Communication.payload[0].contentString'],
  ['of 4097 bytes', text(`${'é'.repeat(2048)}x`), 'too-large', 'Communication.payload[0].contentString'],
])('a message %s is refused', (_title, resource, code, at) => {
  expect(decodeMessage(resource, exampleIdentifierOf)).toMatchObject({ ok: false, refusal: { code, at } });
});

test('a message of 4096 bytes arrives', () => {
  const full = 'é'.repeat(2048);
  expect(decodeMessage(text(full), exampleIdentifierOf)).toEqual({ ok: true, value: { ...message, text: full } });
});
