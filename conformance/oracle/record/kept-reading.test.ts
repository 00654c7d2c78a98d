import { describe, expect, test } from 'vitest';
import { keyOf, type Reading } from '../../../contract/domain/index.ts';
import { localInstant } from '../time/instant.ts';
import { effectiveTime, KeptReading, patientKey, readingKey } from './kept-reading.ts';

const plain: Reading = {
  identifier: { system: 'urn:example:reading', value: 'R-1' },
  patient: { system: 'urn:example:patient', value: 'p1' },
  measure: 'glucose',
  code: { system: 'http://loinc.org', code: '2339-0' },
  status: 'final',
  effective: '2035-01-01T08:00:00.5-05:00',
  result: { kind: 'value', quantity: { value: '160.0', unit: 'mg/dL' } },
};
const full: Reading = {
  ...plain,
  device: { system: 'urn:example:device', value: 'd' },
  mealContext: 'fasting',
  userEntered: false,
  sequenceNumber: 0,
};
const kept = ({ identifier, effective, result, sequenceNumber, ...rest }: Reading): KeptReading =>
  new KeptReading(rest, { identifier, effective, result }, sequenceNumber);

describe('a reading that is kept', () => {
  test.each([
    ['all of its fields', full],
    ['the fewest', plain],
  ])('has the fields that it was given, and no others: %s', (_which, reading) => {
    const own = kept(reading);
    expect({ ...own }).toStrictEqual(reading);
    expect(Object.keys(own).toSorted()).toEqual(Object.keys(reading).toSorted());
  });

  test('has no field that was given as undefined', () => {
    const { identifier, effective, result } = plain;
    for (const field of ['device', 'mealContext', 'userEntered', 'sequenceNumber'] as const)
      expect(field in new KeptReading(plain, { identifier, effective, result }, undefined)).toBe(false);
  });
});

describe.each([
  ['a reading as it was read', plain],
  ['one that is kept', kept(full)],
])('%s', (_which, reading) => {
  test('has the keys of its identifier and of its patient, however often it is asked', () => {
    for (let i = 0; i < 2; i += 1) {
      expect(readingKey(reading)).toBe(keyOf(plain.identifier));
      expect(patientKey(reading)).toBe(keyOf(plain.patient));
    }
  });

  test('is effective when its text says, however often it is asked', () => {
    for (let i = 0; i < 2; i += 1) expect(effectiveTime(reading)).toEqual(localInstant(plain.effective));
  });
});

test('one that is kept remembers its key and its instant once they were asked for', () => {
  const own = kept(plain);
  const memo = KeptReading.memoOf(own);
  expect(memo).toEqual({ key: undefined, effective: undefined, measuredAt: undefined, content: undefined });
  const [key, effective] = [readingKey(own), effectiveTime(own)];
  expect(memo?.key).toBe(key);
  expect(memo?.effective).toBe(effective);
  expect(effectiveTime(own)).toBe(effective);
});

test('one that was only read remembers nothing', () => {
  expect(KeptReading.memoOf(plain)).toBeUndefined();
});

test('an instant that is none is refused, of a reading that is kept as of any other', () => {
  const broken = { ...plain, effective: 'now' };
  for (const reading of [broken, kept(broken)]) expect(() => effectiveTime(reading)).toThrow(RangeError);
});
