import { expect, test } from 'vitest';
import { Patient } from './person.ts';
import { isOffsetDateTime, OffsetDateTime } from './time.ts';

const patient = { identifier: { system: 'urn:x', value: '1' }, family: 'A', given: 'B', gender: 'female' };

test.each([
  ['0000-01-01T00:00:00Z', false],
  ['0001-01-01T00:00:00Z', true],
  ['2000-01-01T00:00:00Z', true],
])('an instant of the year in %s: %s, for FHIR has no year 0', (text, isOne) => {
  expect(OffsetDateTime.safeParse(text).success).toBe(isOne);
  expect(isOffsetDateTime(text)).toBe(isOne);
});

test.each([
  ['+14:00', true],
  ['-14:00', true],
  ['+13:59', true],
  ['+14:01', false],
  ['-14:30', false],
])('an offset of %s: %s, for FHIR knows none beyond 14 hours', (offset, isOne) => {
  const text = `2026-03-03T07:59:00${offset}`;
  expect(OffsetDateTime.safeParse(text).success).toBe(isOne);
  expect(isOffsetDateTime(text)).toBe(isOne);
});

test.each([
  ['0000-01-01', false],
  ['1900-02-29', false],
  ['2000-02-29', true],
])('nobody is born on %s: %s', (birthDate, isOne) => {
  expect(Patient.safeParse({ ...patient, birthDate }).success).toBe(isOne);
});
