import { describe, expect, test } from 'vitest';
import type { Reading } from '../../../contract/domain/index.ts';
import { makeReading, patientId, readingId } from '../history-builder.test-helper.ts';
import { sameContent, sameMeasurement } from './same-content.ts';

const READING: Reading = {
  ...makeReading({ name: 'r', value: '160', at: '2035-01-01T08:00:00.200Z', device: 'd' }),
  sequenceNumber: 7,
};
const value = (text: string, unit: 'mg/dL' | 'mmol/L' = 'mg/dL'): Partial<Reading> => ({
  result: { kind: 'value', quantity: { value: text, unit } },
});
const { device: _d, ...NAMELESS } = READING;
const { sequenceNumber: _s, ...UNNUMBERED } = READING;

/** For each difference: whether the content stays the same, and whether it is the same measurement. */
const TABLE: Readonly<Record<string, readonly [Partial<Reading> | Reading, content: boolean, measurement: boolean]>> = {
  none: [{}, true, true],
  'another identifier': [{ identifier: readingId('x') }, true, true],
  'other digits': [value('160.00'), true, true],
  'an exponent': [value('1.6e2'), true, true],
  'another number': [value('161'), false, false],
  'another unit': [value('160', 'mmol/L'), false, false],
  'the same instant in another zone': [{ effective: '2035-01-01T09:00:00.200+01:00' }, true, true],
  'another instant of the same second': [{ effective: '2035-01-01T08:00:00.900Z' }, false, true],
  'the next second': [{ effective: '2035-01-01T08:00:01.000Z' }, false, false],
  'another patient': [{ patient: patientId('p2') }, false, false],
  'another code of the measure': [{ code: { system: 'urn:iso:std:iso:11073:10101', code: '160184' } }, false, true],
  'another measure': [{ measure: 'weight' }, true, false],
  'another device': [{ device: { system: 'urn:example:device', value: 'e' } }, false, false],
  'a meal': [{ mealContext: 'fasting' }, false, true],
  'another status': [{ status: 'preliminary' }, false, true],
  'another record number': [{ sequenceNumber: 8 }, true, false],
  'off the scale': [{ result: { kind: 'off-scale', direction: 'high' } }, false, false],
  'no value': [{ result: { kind: 'absent', reason: 'error' } }, false, false],
};

describe.each(Object.entries(TABLE))('a difference of %s', (_name, [change, content, measurement]) => {
  const other = { ...READING, ...change };
  test('in content', () => {
    expect([sameContent(READING, other), sameContent(other, READING)]).toEqual([content, content]);
  });
  test('in measurement', () => {
    expect([sameMeasurement(READING, other), sameMeasurement(other, READING)]).toEqual([measurement, measurement]);
  });
});

test('without a named device two readings are never one measurement, though their content may be the same', () => {
  expect([sameContent(NAMELESS, NAMELESS), sameMeasurement(NAMELESS, NAMELESS)]).toEqual([true, false]);
  expect([sameContent(READING, NAMELESS), sameMeasurement(READING, NAMELESS)]).toEqual([false, false]);
});
test('one without a record number may be any', () => {
  expect(sameMeasurement(READING, UNNUMBERED)).toBe(true);
});
test.each([
  [{ kind: 'off-scale', direction: 'high' }, { kind: 'off-scale', direction: 'low' }, false],
  [{ kind: 'off-scale', direction: 'high' }, { kind: 'off-scale', direction: 'high' }, true],
  [
    { kind: 'off-scale', direction: 'high' },
    { kind: 'off-scale', direction: 'high', bound: { value: '600', unit: 'mg/dL' } },
    false,
  ],
  [{ kind: 'absent', reason: 'error' }, { kind: 'absent', reason: 'unknown' }, false],
  [{ kind: 'absent', reason: 'error' }, { kind: 'absent', reason: 'error' }, true],
] as const)('%j and %j: %s', (a, b, expected) => {
  expect(sameContent({ ...READING, result: a }, { ...READING, result: b })).toBe(expected);
});
