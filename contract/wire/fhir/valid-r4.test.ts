import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { JsonNumber, type JsonObject } from '../json/lossless.ts';
import * as any from './arbitraries.test-helper.ts';
import { encodeAuditEvent } from './audit-event.ts';
import { buildCapability } from './capability.ts';
import { encodeRole } from './clinician.ts';
import { encodeMessage } from './communication.ts';
import { EXAMPLES } from './examples.ts';
import { encodeFiledReading } from './observation.ts';
import { encodeOrder } from './order.ts';
import { registry } from './registry.test-helper.ts';
import { encodeItem } from './task.ts';
import { complaints } from './validate.test-helper.ts';

const META = { id: 'a1', version: 1, lastUpdated: '2026-03-03T13:05:12.000Z' };
const example = (name: string): JsonObject => EXAMPLES[name] ?? {};

describe('every example is valid R4', () => {
  test.each(Object.keys(EXAMPLES))('%s', (name) => {
    expect(complaints(example(name))).toEqual([]);
  });
  test('a capability statement', () => {
    const statement = buildCapability({
      security: { description: 'SMART', tokenUrl: 'http://127.0.0.1:1/auth/token' },
      software: { name: 'x', version: '1' },
      date: '2026-03-01',
      interactions: ['Observation.create', 'Observation.conditional-create', 'system.batch', '$test-clock'],
      searchParameters: { Observation: [{ name: 'identifier', type: 'token' }] },
    });
    expect(complaints(statement)).toEqual([]);
  });
});

describe('whatever is encoded is valid R4', () => {
  const { ref } = registry();
  const CASES: Readonly<Record<string, fc.Arbitrary<JsonObject>>> = {
    clinician: any.role.map((v) => encodeRole(v.clinician, v.absences ?? [], ref, META)),
    order: any.order.map((v) => encodeOrder(v, ref, META)),
    reading: any.filedReading.map((v) => encodeFiledReading(v, ref, META)),
    // The validator compares times as texts; a server writes all of an item's times by one clock in one zone.
    item: any.item
      .map((v) => ({ ...v, history: v.history.map((e) => ({ ...e, at: v.created ?? e.at })) }))
      .map((v) => encodeItem(v, ref, META)),
    message: any.message.map((v) => encodeMessage(v, ref, META)),
    'audit event': any.auditEvent.map((v) => encodeAuditEvent(v, ref, META)),
  };
  test.each(Object.entries(CASES))('%s', (_name, arbitrary) => {
    fc.assert(
      fc.property(arbitrary, (resource) => {
        expect(complaints(resource)).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});

describe('the validator notices', () => {
  test.each<[string, JsonObject]>([
    ['a missing code', { ...example('reading-sent'), code: undefined }],
    ['an element that does not exist', { ...example('reading-sent'), severity: 'high' }],
    ['a text for a number', { ...example('reading-sent'), valueQuantity: { value: '7' } }],
    ['a value beside its absence', { ...example('reading-failed'), valueQuantity: { value: new JsonNumber('7') } }],
    ['a consent without a policy', { ...example('permission'), policyRule: undefined }],
    ['a task modified before it was made', { ...example('item-new'), lastModified: '2020-01-01T00:00:00Z' }],
    ['an order without a subject', { ...example('order-glucose'), subject: undefined }],
    ['one object for a list', { ...example('order-glucose'), performer: { reference: 'PractitionerRole/rivera' } }],
  ])('%s', (_title, resource) => {
    expect(complaints(resource)).not.toEqual([]);
  });
});
