import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../json/lossless.ts';
import { isObject } from '../json/lossless.ts';
import { at } from './change-at.test-helper.ts';
import { glucoseOrder, highReading, lowReading, failedReading, reading } from './example-values.ts';
import { exampleIdentifierOf, exampleRef } from './examples.ts';
import { decodeReading, encodeReading } from './observation.ts';
import { decodeOrder, encodeOrder } from './order.ts';

const order = encodeOrder(
  { ...glucoseOrder, rules: [{ kind: 'missing', period: { value: 2, unit: 'd' } }] },
  exampleRef,
);
const follow = (json: Json | undefined, path: string): Json | undefined =>
  path.split('.').reduce<Json | undefined>((here, step) => {
    if (Array.isArray(here)) return (here as readonly Json[])[Number(step)];
    return isObject(here) ? here[step] : undefined;
  }, json);
/** The member at a path under a name with one letter more. */
const misspelt = (json: JsonObject, path: string): JsonObject =>
  at(at(json, `${path}s`, follow(json, path)), path, undefined);

const refusal = (resource: JsonObject): [string, string | undefined] => {
  const outcome = decodeOrder(resource, exampleIdentifierOf);
  return outcome.ok ? ['accepted', undefined] : [outcome.refusal.code, outcome.refusal.at];
};

describe('an order with a member that R4 does not know is refused, for what it was to say would be gone', () => {
  test.each([
    ['modifierExtension', 'ServiceRequest.modifierExtensions'],
    ['contained.0.qualifiedInterval', 'ServiceRequest.contained[0].qualifiedIntervals[1].modifierExtension[0]'],
    ['contained.0.qualifiedInterval.0.range.high', 'ServiceRequest.contained[0].qualifiedInterval[0].range.highs'],
    [
      'contained.0.qualifiedInterval.1.modifierExtension',
      'ServiceRequest.contained[0].qualifiedInterval[1].modifierExtensions',
    ],
    [
      'contained.0.quantitativeDetails.decimalPrecision',
      'ServiceRequest.contained[0].quantitativeDetails.decimalPrecisions',
    ],
  ])('%s, misspelt', (path, place) => {
    expect(refusal(order)).toEqual(['accepted', undefined]);
    expect(follow(order, path)).toBeDefined();
    expect(refusal(misspelt(order, path))).toEqual(['field-not-understood', place]);
  });

  test.each<[string, Json]>([
    ['priority', 'routine'],
    ['note', [{ text: 'after dinner' }]],
    ['_status', { extension: [] }],
    ['contained.0.method', { text: 'meter' }],
    ['contained.0.qualifiedInterval.0.extension', []],
  ])('but what R4 knows there is passed over: %s', (path, value) => {
    expect(refusal(at(order, path, value))).toEqual(['accepted', undefined]);
  });
});

describe('a reading that says it is beyond the scale is taken as that, or refused', () => {
  const INTERPRETATION = 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation';
  const saying = (code: string) => [{ coding: [{ system: INTERPRETATION, code }] }];
  const decode = (resource: JsonObject) => {
    const outcome = decodeReading(resource, exampleIdentifierOf);
    return outcome.ok ? outcome.value.result.kind : `${outcome.refusal.code} at ${outcome.refusal.at}`;
  };
  test.each([
    ['HI with a bound', highReading, '>', 'off-scale'],
    ['HI that says low', highReading, '<', 'bad-value at Observation.interpretation[0]'],
    ['LO without one', lowReading, '<', 'off-scale'],
    ['LO that says high', lowReading, '>', 'bad-value at Observation.interpretation[0]'],
    ['a number', reading, '>', 'bad-value at Observation.interpretation[0]'],
    ['a failed measurement', failedReading, '<', 'bad-value at Observation.interpretation[0]'],
    ['a number that says high, as a laboratory does', reading, 'H', 'value'],
  ])('%s', (_title, body, code, expected) => {
    expect(decode(at(encodeReading(body, exampleRef), 'interpretation', saying(code)))).toBe(expected);
  });

  test('LO whose reason cannot be read is no failed measurement', () => {
    const low = encodeReading(lowReading, exampleRef);
    expect(decode(at(low, 'dataAbsentReason.coding.0.system', 'urn:misspelt'))).toMatch(/^bad-value/);
  });
});

describe('a reading with a member that R4 does not know is refused, for what it was to say would be gone', () => {
  const full = encodeReading({ ...reading, userEntered: true }, exampleRef);
  const high = encodeReading(highReading, exampleRef);
  const failed = encodeReading(failedReading, exampleRef);
  const refused = (resource: JsonObject): [string, string | undefined] => {
    const outcome = decodeReading(resource, exampleIdentifierOf);
    return outcome.ok ? ['accepted', undefined] : [outcome.refusal.code, outcome.refusal.at];
  };

  test.each([
    ['a device', full, 'device', 'Observation.devices'],
    ['what a device is', full, 'device.reference', 'Observation.device.references'],
    ['a meal context', full, 'component', 'Observation.components'],
    ['what it is', full, 'component.0.valueCodeableConcept', 'Observation.component[0].valueCodeableConcepts'],
    [
      'its coding',
      full,
      'component.0.valueCodeableConcept.coding',
      'Observation.component[0].valueCodeableConcept.codings',
    ],
    ['beyond the scale', high, 'valueQuantity.comparator', 'Observation.valueQuantity.comparators'],
    ['why there is no value', failed, 'dataAbsentReason.coding', 'Observation.dataAbsentReason.codings'],
  ])('%s, misspelt', (_title, resource, path, place) => {
    expect(refused(resource)).toEqual(['accepted', undefined]);
    expect(follow(resource, path)).toBeDefined();
    expect(refused(misspelt(resource, path))).toEqual(['field-not-understood', place]);
  });

  test('an extension of ours at a place that is not its own', () => {
    const [mark] = full['extension'] as readonly Json[];
    expect(refused(at(at(full, 'extension', undefined), 'valueQuantity.extension', [mark ?? null]))).toEqual([
      'field-not-understood',
      'Observation.valueQuantity.extension[0]',
    ]);
  });

  test.each<[string, Json]>([
    ['note', [{ text: 'after dinner' }]],
    ['method', { text: 'meter' }],
    ['_status', { extension: [] }],
    ['extension', [{ url: 'urn:of-others', valueString: 'x' }]],
    ['component.0.dataAbsentReason', { text: 'x' }],
  ])('but what R4 knows there is passed over: %s', (path, value) => {
    expect(refused(at(full, path, value))).toEqual(['accepted', undefined]);
  });
});
