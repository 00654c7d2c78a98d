import { describe, expect, test } from 'vitest';
import type { Reading } from '../../contract/domain/index.ts';
import { readingJson } from './reading-json.ts';
import { ABSENT, HIGH, LOW, ONE, SAMPLE } from './sample.test-helper.ts';

const ordered = (reading: Reading): string => {
  const { identifier, patient, measure, code, status, effective, result, device, ...rare } = reading;
  const { mealContext, furtherContexts, sequenceNumber, userEntered } = rare;
  const common = { identifier, patient, measure, code, status, effective, result, device };
  return JSON.stringify({ ...common, mealContext, furtherContexts, sequenceNumber, userEntered });
};

describe('a reading as JSON', () => {
  test.each<[string, Reading]>([
    ['above the scale', HIGH.reading],
    ['below the scale', LOW.reading],
    ['absent', ABSENT.reading],
    [
      'with everything',
      { ...ONE.reading, mealContext: 'fasting', furtherContexts: ['bedtime'], userEntered: true } as Reading,
    ],
    ['with quotes in its key', { ...ONE.reading, identifier: { system: 'a"b', value: 'ü\\' } }],
    [
      'typed in, without a device',
      { ...ONE.reading, device: undefined, sequenceNumber: undefined } as unknown as Reading,
    ],
  ])('%s: what JSON.stringify makes of its members in their order', (_what, reading) => {
    expect(readingJson(reading)).toBe(ordered(reading));
  });

  test('of everything that a patient sends', () => {
    expect(SAMPLE.length).toBeGreaterThan(3);
    for (const { reading } of SAMPLE) {
      expect(readingJson(reading)).toBe(ordered(reading));
      expect(JSON.parse(readingJson(reading))).toEqual(reading);
    }
  });

  test('the members of another patient and device are not those of the one before', () => {
    const other: Reading = {
      ...ONE.reading,
      patient: { system: 's', value: 'other' },
      device: { system: 's', value: 'd' },
    };
    for (const reading of [ONE.reading, other, ONE.reading]) expect(readingJson(reading)).toBe(ordered(reading));
  });
});
