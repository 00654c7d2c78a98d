import { expect, test } from 'vitest';
import type { JsonObject } from '../json/lossless.ts';
import { decodeAuditEvent } from './audit-event.ts';
import { refusedAudit } from './example-values.ts';
import { EXAMPLES, exampleIdentifierOf } from './examples.ts';

const event = EXAMPLES['audit-refusal'] ?? {};
const read = (change: JsonObject) => decodeAuditEvent({ ...event, ...change }, exampleIdentifierOf);

test('an audit event is read as it was meant', () => {
  expect(read({})).toEqual({ ok: true, value: refusedAudit });
});

test('another server tells by its entity what was acted on', () => {
  const entity: JsonObject[] = [{ what: { reference: 'Task/i2' } }];
  expect(read({ subtype: undefined, entity })).toMatchObject({ value: { subject: 'item', entity: { value: 'i2' } } });
  const typed: JsonObject[] = [{ what: { type: 'Consent', identifier: { system: 'urn:x', value: 'y' } } }];
  expect(read({ subtype: undefined, entity: typed })).toMatchObject({ value: { subject: 'permission' } });
  const team: JsonObject[] = [{ what: { reference: 'CareTeam/dm-pool' } }];
  expect(read({ subtype: undefined, entity: team })).toMatchObject({ value: { subject: 'person' } });
  expect(read({ subtype: undefined, entity: undefined })).toMatchObject({ value: { subject: 'access' } });
});

test('another server may name who acted by a reference or in words', () => {
  expect(read({ agent: [{ who: { display: 'Gateway 7' } }] })).toMatchObject({ value: { who: 'Gateway 7' } });
  expect(read({ agent: [{ who: { reference: 'Device/g7' } }] })).toMatchObject({ value: { who: 'Device/g7' } });
  expect(read({ agent: [{}] })).toMatchObject({ refusal: { code: 'missing-element' } });
});

test('any outcome but success is a refusal', () => {
  expect(read({ outcome: '8' })).toMatchObject({ value: { outcome: 'refused' } });
  expect(read({ outcome: '0' })).toMatchObject({ value: { outcome: 'ok' } });
});
