import { describe, expect, test } from 'vitest';
import type { Outcome } from '../../refusal.ts';
import type { Order } from '../../domain/index.ts';
import { isObject, JsonNumber, type JsonObject, parseLossless, writeLossless } from '../json/lossless.ts';
import { glucoseOrder, weightOrder } from './example-values.ts';
import { exampleIdentifierOf, exampleRef } from './examples.ts';
import { at } from './change-at.test-helper.ts';
import { decodeOrder, encodeOrder } from './order.ts';

const V = 'https://vitalproof.example/fhir';
const glucose = encodeOrder(glucoseOrder, exampleRef);
const weight = encodeOrder(weightOrder, exampleRef);

const decode = (resource: JsonObject): Outcome<Order> => decodeOrder(resource, exampleIdentifierOf);
const refusal = (resource: JsonObject): [string, string | undefined] => {
  const outcome = decode(resource);
  return outcome.ok ? ['accepted', undefined] : [outcome.refusal.code, outcome.refusal.at];
};

test("an order is known by the placer's number, wherever it stands, as over HL7 v2; untyped by the first identifier", () => {
  const typed = (code: string, value: string): JsonObject => ({
    type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code }] },
    system: 'urn:example:ehr:placer',
    value,
  });
  const known = (...identifier: JsonObject[]) => {
    const outcome = decode({ ...glucose, identifier });
    return outcome.ok ? outcome.value.identifier.value : outcome.refusal.code;
  };
  expect(known(typed('FILL', 'F-1'), typed('PLAC', 'PLC-7001'))).toBe('PLC-7001');
  expect(known(typed('PLAC', 'PLC-7001'), typed('FILL', 'F-1'))).toBe('PLC-7001');
  expect(known({ system: 'urn:x', value: 'A' }, { system: 'urn:x', value: 'B' })).toBe('A');
});

describe('an order is refused', () => {
  const LIMITS = 'contained.0';
  test.each<[string, JsonObject, string, string]>([
    ['of another type', { ...glucose, resourceType: 'Task' }, 'malformed', 'ServiceRequest.resourceType'],
    ['without an identifier', at(glucose, 'identifier', undefined), 'missing-element', 'ServiceRequest.identifier'],
    ['without a status', at(glucose, 'status', undefined), 'missing-element', 'ServiceRequest.status'],
    ['in a status orders do not have', at(glucose, 'status', 'unknown'), 'bad-value', 'ServiceRequest.status'],
    ['that is only a plan', at(glucose, 'intent', 'plan'), 'bad-value', 'ServiceRequest.intent'],
    ['not to do something', at(glucose, 'doNotPerform', true), 'field-not-understood', 'ServiceRequest.doNotPerform'],
    ['of an unknown kind', at(glucose, 'code.coding.0.code', '1'), 'unknown-code', 'ServiceRequest.code'],
    [
      'without a period',
      at(glucose, 'occurrencePeriod', undefined),
      'missing-element',
      'ServiceRequest.occurrencePeriod.start',
    ],
    [
      'without an end',
      at(glucose, 'occurrencePeriod.end', undefined),
      'missing-element',
      'ServiceRequest.occurrencePeriod.end',
    ],
    [
      'from a mere date',
      at(glucose, 'occurrencePeriod.start', '2026-03-02'),
      'time-without-offset',
      'ServiceRequest.occurrencePeriod.start',
    ],
    [
      'authored on a 30th of February',
      at(glucose, 'authoredOn', '2026-02-30T09:00:00Z'),
      'bad-value',
      'ServiceRequest.authoredOn',
    ],
    ['authored at no time', at(glucose, 'authoredOn', 'yesterday'), 'bad-value', 'ServiceRequest.authoredOn'],
    [
      'for nobody known',
      at(glucose, 'subject.reference', 'Patient/x'),
      'patient-not-authorised',
      'ServiceRequest.subject',
    ],
    [
      'by nobody known',
      at(glucose, 'requester.reference', 'PractitionerRole/x'),
      'recipient-unknown',
      'ServiceRequest.requester',
    ],
    ['to nobody', at(glucose, 'performer', []), 'missing-element', 'ServiceRequest.performer'],
    [
      'to nobody known',
      at(glucose, 'performer.0.reference', 'CareTeam/x'),
      'recipient-unknown',
      'ServiceRequest.performer[0]',
    ],
    ['without limits', at(glucose, 'contained', undefined), 'limits-missing', 'ServiceRequest.contained'],
    [
      'with no interval',
      at(glucose, `${LIMITS}.qualifiedInterval`, undefined),
      'limits-missing',
      'ServiceRequest.contained',
    ],
    [
      'with an absolute interval alone',
      at(at(glucose, `${LIMITS}.qualifiedInterval.1`, undefined), `${LIMITS}.qualifiedInterval.0.category`, 'absolute'),
      'limits-missing',
      'ServiceRequest.contained',
    ],
    [
      'whose limits nothing points to',
      at(glucose, 'supportingInfo', undefined),
      'missing-element',
      'ServiceRequest.supportingInfo',
    ],
    [
      'with limits without a unit',
      at(glucose, `${LIMITS}.quantitativeDetails.unit`, undefined),
      'missing-element',
      'ServiceRequest.contained[0].quantitativeDetails.unit',
    ],
    [
      'with limits in an unknown unit',
      at(glucose, `${LIMITS}.quantitativeDetails.unit.coding.0.code`, 'mg/dl'),
      'limit-unit',
      'ServiceRequest.contained[0].quantitativeDetails.unit',
    ],
    [
      'with limits of another measure',
      at(glucose, `${LIMITS}.quantitativeDetails.unit.coding.0.code`, 'kg'),
      'limit-unit',
      'ServiceRequest.contained[0].quantitativeDetails.unit',
    ],
    [
      'with one bound in another unit',
      at(glucose, `${LIMITS}.qualifiedInterval.0.range.high.code`, 'mmol/L'),
      'limit-unit',
      'ServiceRequest.contained[0].qualifiedInterval[0].range.high.code',
    ],
    [
      'with a bound that is a text',
      at(glucose, `${LIMITS}.qualifiedInterval.0.range.high.value`, '160'),
      'bad-value',
      'ServiceRequest.contained[0].qualifiedInterval[0].range.high.value',
    ],
    [
      'with a bound that compares by itself',
      at(glucose, `${LIMITS}.qualifiedInterval.0.range.high.comparator`, '>'),
      'bad-value',
      'ServiceRequest.contained[0].qualifiedInterval[0].range.high.comparator',
    ],
    [
      'with an interval without a bound',
      at(glucose, `${LIMITS}.qualifiedInterval.0.range`, {}),
      'missing-element',
      'ServiceRequest.contained[0].qualifiedInterval[0].range',
    ],
    [
      'with limits for women alone',
      at(glucose, `${LIMITS}.qualifiedInterval.0.gender`, 'female'),
      'field-not-understood',
      'ServiceRequest.contained[0].qualifiedInterval[0].gender',
    ],
    [
      'with limits in an unknown context',
      at(glucose, `${LIMITS}.qualifiedInterval.0.context`, { text: 'after sport' }),
      'field-not-understood',
      'ServiceRequest.contained[0].qualifiedInterval[0].context',
    ],
    [
      'with a precision of 4',
      at(glucose, `${LIMITS}.quantitativeDetails.decimalPrecision`, new JsonNumber('4')),
      'bad-value',
      'ServiceRequest.contained[0].quantitativeDetails.decimalPrecision',
    ],
    [
      'with limits of another code',
      at(glucose, `${LIMITS}.code.coding.0.code`, '29463-7'),
      'bad-value',
      'ServiceRequest.contained[0].code',
    ],
    [
      'with an unknown modifier',
      { ...glucose, modifierExtension: [{ url: `${V}/x`, valueBoolean: true }] },
      'field-not-understood',
      'ServiceRequest.modifierExtension[0]',
    ],
    [
      'with a modifier where it does not belong',
      at(glucose, `${LIMITS}.qualifiedInterval.0.modifierExtension`, [
        { url: `${V}/StructureDefinition/monitoring-rule` },
      ]),
      'field-not-understood',
      'ServiceRequest.contained[0].qualifiedInterval[0].modifierExtension[0]',
    ],
    [
      'with a modifier in the depth',
      at(glucose, 'performer.0.modifierExtension', [{ url: 'urn:x' }]),
      'field-not-understood',
      'ServiceRequest.performer[0].modifierExtension[0]',
    ],
    [
      'with implicit rules',
      at(glucose, 'implicitRules', 'urn:x'),
      'field-not-understood',
      'ServiceRequest.implicitRules',
    ],
    [
      'with a bound both inclusive and unknown',
      at(glucose, `${LIMITS}.qualifiedInterval.1.modifierExtension.0.valueCode`, 'top'),
      'bad-value',
      'ServiceRequest.contained[0].qualifiedInterval[1].modifierExtension[0].valueCode',
    ],
  ])('%s', (_title, resource, code, place) => {
    expect(refusal(resource)).toEqual([code, place]);
  });
});

describe('a rule is refused', () => {
  const RULE = 'modifierExtension.0';
  const PLACE = 'ServiceRequest.modifierExtension[0]';
  const parts = (weight['modifierExtension'] as readonly JsonObject[])[0]?.['extension'] as readonly JsonObject[];
  test.each<[string, JsonObject, string, string]>([
    ['of no kind', at(weight, `${RULE}.extension`, parts.slice(1)), 'missing-element', `${PLACE}.extension('kind')`],
    [
      'of an unknown kind',
      at(weight, `${RULE}.extension.0.valueCode`, 'trend'),
      'field-not-understood',
      `${PLACE}.extension[0].valueCode`,
    ],
    [
      'of a kind every object has',
      at(weight, `${RULE}.extension.0.valueCode`, 'constructor'),
      'field-not-understood',
      `${PLACE}.extension[0].valueCode`,
    ],
    [
      'with a part missing',
      at(
        weight,
        `${RULE}.extension`,
        parts.filter((p) => p['url'] !== 'window'),
      ),
      'missing-element',
      `${PLACE}.extension('window')`,
    ],
    [
      'with a part too many',
      at(weight, `${RULE}.extension`, [...parts, { url: 'count', valuePositiveInt: new JsonNumber('2') }]),
      'field-not-understood',
      `${PLACE}.extension[5]`,
    ],
    [
      'with a part twice',
      at(weight, `${RULE}.extension`, [...parts, parts[1] ?? {}]),
      'field-not-understood',
      `${PLACE}.extension[5]`,
    ],
    [
      'with a part of another type',
      at(weight, `${RULE}.extension.1`, { url: 'direction', valueString: 'gain' }),
      'field-not-understood',
      `${PLACE}.extension[1].valueString`,
    ],
    [
      'with an unknown direction',
      at(weight, `${RULE}.extension.1.valueCode`, 'up'),
      'bad-value',
      `${PLACE}.extension[1].valueCode`,
    ],
    [
      'with an amount of another measure',
      at(weight, `${RULE}.extension.2.valueQuantity.code`, 'mg/dL'),
      'limit-unit',
      `${PLACE}.extension[2].valueQuantity.code`,
    ],
    [
      'with an amount in stones',
      at(weight, `${RULE}.extension.2.valueQuantity.code`, '[stone_av]'),
      'limit-unit',
      `${PLACE}.extension[2].valueQuantity.code`,
    ],
    [
      'with an endless window',
      at(weight, `${RULE}.extension.3.valueDuration.code`, 'a'),
      'bad-value',
      `${PLACE}.extension[3].valueDuration.code`,
    ],
    [
      'with half a day',
      at(weight, `${RULE}.extension.3.valueDuration.value`, new JsonNumber('0.5')),
      'bad-value',
      `${PLACE}.extension[3].valueDuration.value`,
    ],
    [
      'with no time at all',
      at(weight, `${RULE}.extension.3.valueDuration.value`, new JsonNumber('0')),
      'bad-value',
      `${PLACE}.extension[3].valueDuration.value`,
    ],
  ])('%s', (_title, resource, code, place) => {
    expect(refusal(resource)).toEqual([code, place]);
  });

  test('more than 40 rules are too many', () => {
    const one = (weight['modifierExtension'] as readonly JsonObject[])[0] ?? {};
    expect(refusal({ ...weight, modifierExtension: Array.from({ length: 41 }, () => one) })[0]).toBe('too-large');
  });
});

describe('an order is accepted', () => {
  test('with the digits of its limits, through the bytes', () => {
    const text = writeLossless(weight);
    expect(text).toContain('"value":95.0,');
    expect(text).toContain('"value":2.0,');
    const back = parseLossless(text);
    expect(isObject(back) ? decode(back) : undefined).toEqual({ ok: true, value: weightOrder });
  });

  test('with extensions that change nothing', () => {
    const more = [{ url: 'urn:x', valueString: 'kept elsewhere' }, ...(glucose['extension'] as readonly JsonObject[])];
    expect(decode({ ...glucose, extension: more })).toEqual({ ok: true, value: glucoseOrder });
  });

  test('with a change rule as its only limit', () => {
    const outcome = decode(at(weight, 'contained.0.qualifiedInterval', undefined));
    expect(outcome).toMatchObject({ ok: true, value: { limits: [] } });
  });

  test('with people named by identifier alone', () => {
    const byKey = { identifier: { system: 'http://hl7.org/fhir/sid/us-npi', value: '1234567893' } };
    expect(decode({ ...glucose, requester: byKey, performer: [byKey] })).toEqual({ ok: true, value: glucoseOrder });
  });

  test('a boundary left out is strict', () => {
    const parts = (weight['modifierExtension'] as readonly JsonObject[])[0]?.['extension'] as readonly JsonObject[];
    expect(decode(at(weight, 'modifierExtension.0.extension', parts.slice(0, -1)))).toEqual({
      ok: true,
      value: weightOrder,
    });
  });

  test('a time to the minute is written as its first instant', () => {
    const minute = encodeOrder({ ...glucoseOrder, authoredOn: '2026-03-02T09:00-05:00' }, exampleRef);
    expect(minute['authoredOn']).toBe('2026-03-02T09:00:00-05:00');
  });
});
