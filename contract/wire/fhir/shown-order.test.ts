import { describe, expect, test } from 'vitest';
import { at } from './change-at.test-helper.ts';
import { glucoseOrder } from './example-values.ts';
import { exampleIdentifierOf, exampleRef } from './examples.ts';
import type { JsonObject } from '../json/lossless.ts';
import { encodeOrder } from './order.ts';
import { UNRESOLVED } from './reference.ts';
import { decodeShownOrder } from './shown-order.ts';

const order = encodeOrder(glucoseOrder, exampleRef);
const shown = {
  identifier: glucoseOrder.identifier,
  start: glucoseOrder.period.start,
  end: glucoseOrder.period.end,
  requester: glucoseOrder.requester,
  responsible: glucoseOrder.responsible,
  reason: glucoseOrder.reason,
};
const read = (resource: JsonObject) => decodeShownOrder(resource, exampleIdentifierOf);

describe('an order as it is shown', () => {
  test('says whose decision it is, and why', () => {
    expect(glucoseOrder.reason).toBe('E11.65');
    expect(read(order)).toEqual({ ok: true, value: shown });
  });
  test.each<[string, string, Partial<Record<keyof typeof shown, undefined>>]>([
    ['start', 'occurrencePeriod.start', { start: undefined }],
    ['end', 'occurrencePeriod.end', { end: undefined }],
    ['period', 'occurrencePeriod', { start: undefined, end: undefined }],
    ['requester', 'requester', { requester: undefined }],
    ['responsible person', 'performer', { responsible: undefined }],
    ['reason', 'reasonCode', { reason: undefined }],
  ])('without its %s says all the rest', (_what, path, gone) => {
    const rest = JSON.parse(JSON.stringify({ ...shown, ...gone })) as object;
    expect(read(at(order, path, undefined))).toEqual({ ok: true, value: rest });
  });
  test('without limits that can be read is shown all the same', () => {
    expect(read(at(order, 'contained', undefined))).toMatchObject({ ok: true });
  });
  const reasons = (...reasonCode: JsonObject[]) => {
    const one = read({ ...order, reasonCode });
    return one.ok ? one.value.reason : one.refusal;
  };
  test('has the reason of ICD-10-CM, wherever that stands, and no other is taken for none', () => {
    const snomed = { coding: [{ system: 'http://snomed.info/sct', code: '44054006' }] };
    const icd = { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'E11.9' }] };
    expect(reasons(snomed, icd)).toBe('E11.9');
    expect(reasons(snomed)).toBe('44054006');
    expect(reasons({ text: 'diabetes' })).toBe('diabetes');
    expect(reasons({})).toBeUndefined();
  });
  test('by somebody who is not known names who that is', () => {
    expect(read(at(order, 'requester.reference', 'Practitioner/x'))).toMatchObject({
      value: { requester: { system: UNRESOLVED, value: 'Practitioner/x' } },
    });
  });
  test.each<[string, JsonObject, string]>([
    ['of another type', { ...order, resourceType: 'Task' }, 'malformed'],
    ['without a number', at(order, 'identifier', undefined), 'missing-element'],
    ['from a mere date', at(order, 'occurrencePeriod.start', '2026-03-02'), 'time-without-offset'],
  ])('%s cannot be read', (_title, resource, code) => {
    expect(read(resource)).toMatchObject({ ok: false, refusal: { code } });
  });
});
