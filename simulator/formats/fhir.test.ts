import { describe, expect, test } from 'vitest';
import type { Identifier } from '../../contract/domain/index.ts';
import { readWriteBundle } from '../../contract/wire/fhir/bundle.ts';
import { decodeDevice } from '../../contract/wire/fhir/device.ts';
import { decodeReading } from '../../contract/wire/fhir/observation.ts';
import { decodePatient } from '../../contract/wire/fhir/patient.ts';
import { isObject, type JsonObject, parseLossless } from '../../contract/wire/json/lossless.ts';
import type { Delivery } from '../layers.ts';
import { FHIR_BUNDLE } from './fhir-bundle.ts';
import { peopleLines } from './fhir-people.ts';
import { FHIR } from './fhir.ts';
import { ABSENT, HIGH, linesOf, LOW, ONE, SAMPLE, WHO, written } from './sample.test-helper.ts';

const objectOf = (line: string): JsonObject => {
  const json = parseLossless(line);
  if (!isObject(json)) throw new Error('no object');
  return json;
};
const KNOWN = [WHO.patient.identifier, WHO.device.identifier];
const identifierOf = (reference: string): Identifier | undefined =>
  KNOWN.find((id) => reference.endsWith(`/${id.value}`));
const HTEST = [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason', code: 'HTEST' }];

describe('fhir', () => {
  test('every line is an Observation, marked HTEST, that decodes to the reading', () => {
    const deliveries = [...SAMPLE, HIGH, LOW, ABSENT];
    const lines = linesOf(written(FHIR, deliveries));
    expect(lines).toHaveLength(deliveries.length);
    lines.forEach((line, i) => {
      const json = objectOf(line);
      expect(json['meta']).toEqual({ security: HTEST });
      expect(decodeReading(json, identifierOf)).toEqual({ ok: true, value: deliveries[i]?.reading });
    });
  });

  test.each([
    ['-5', '-5'],
    ['1e9', '1e9'],
    ['5,4', '"5,4"'],
    ['NaN', '"NaN"'],
  ])('poison %s stands where the value would', (poison, token) => {
    expect(written(FHIR, [{ ...ONE, poison }])).toContain(`"value":${token},`);
    expect(written(FHIR, [{ ...ABSENT, poison }])).toContain(`"valueQuantity":{"value":${token}}`);
  });

  test('corrections and erasures say so', () => {
    expect(written(FHIR, [{ ...ONE, act: 'correct' }])).toContain('"status":"corrected"');
    expect(written(FHIR, [{ ...ONE, act: 'retract' }])).toContain('"status":"entered-in-error"');
  });
});

describe('fhir-bundle', () => {
  const together = (...deliveries: readonly Delivery[]): Delivery[] =>
    deliveries.map((delivery) => ({ ...delivery, batch: 4 }));
  const read = (line: string) => {
    const bundle = readWriteBundle(objectOf(line), 'Observation');
    if (!bundle.ok) throw new Error(bundle.refusal.detail);
    expect(bundle.value.type).toBe('transaction');
    return bundle.value.entries.map((entry) => (entry.ok ? entry.value : expect.unreachable('an entry is refused')));
  };

  test('a line a batch: what leaves together stands together, found by its business keys alone', () => {
    const lines = linesOf(written(FHIR_BUNDLE, together(...SAMPLE.slice(0, 3)).concat(SAMPLE.slice(3, 4))));
    expect(lines.map((line) => read(line).length)).toEqual([3, 1]);
    read(lines[0] ?? '').forEach((entry, i) => {
      expect(entry.ifNoneExist).toEqual(SAMPLE[i]?.reading.identifier);
      const nothing = (): undefined => undefined;
      const decoded = decodeReading(entry.resource, nothing);
      expect(decoded).toEqual({ ok: true, value: SAMPLE[i]?.reading });
    });
  });

  test('a correction is an update by identifier; a second act on one reading begins another bundle', () => {
    const lines = linesOf(written(FHIR_BUNDLE, together(ONE, { ...ONE, act: 'correct', version: 2 }, ONE)));
    expect(lines.map((line) => read(line).map((entry) => entry.update !== undefined))).toEqual([
      [false],
      [true],
      [false],
    ]);
    expect(read(lines[1] ?? '')[0]?.update).toEqual({ identifier: ONE.reading.identifier });
  });

  test('more than a bundle may hold are cut', () => {
    const many = Array.from({ length: 501 }, (_, i): Delivery => {
      const identifier = { ...ONE.reading.identifier, value: `r${i}` };
      return { ...ONE, batch: 0, reading: { ...ONE.reading, identifier } };
    });
    expect(linesOf(written(FHIR_BUNDLE, many)).map((line) => read(line).length)).toEqual([500, 1]);
  });
});

describe('people', () => {
  test('a Patient marked HTEST and a Device, under the ids that the Observations refer to', () => {
    const [patient = '', device = ''] = linesOf(peopleLines(WHO));
    expect(decodePatient(objectOf(patient))).toEqual({ ok: true, value: WHO.patient });
    expect(objectOf(patient)['meta']).toEqual({ security: HTEST });
    expect(decodeDevice(objectOf(device), identifierOf)).toEqual({ ok: true, value: WHO.device });
    const observation = objectOf(linesOf(written(FHIR, [ONE]))[0] ?? '');
    expect(observation['subject']).toEqual({ reference: `Patient/${String(objectOf(patient)['id'])}` });
    expect(observation['device']).toMatchObject({ reference: `Device/${String(objectOf(device)['id'])}` });
  });
});
