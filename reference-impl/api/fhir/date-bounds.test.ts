import { describe, expect, test } from 'vitest';
import { dateBounds } from './date-bounds.ts';

const NOON = Date.parse('2026-03-03T12:00:00Z');

describe('one bound', () => {
  test.each([
    ['ge2026-03-03T12:00:00.250Z', { fromMs: NOON + 250 }],
    ['gt2026-03-03T12:00:00.250Z', { fromMs: NOON + 251 }],
    ['le2026-03-03T12:00:00.250Z', { toMs: NOON + 251 }],
    ['lt2026-03-03T12:00:00.250Z', { toMs: NOON + 250 }],
    ['ge2026-03-03T12:00:00Z', { fromMs: NOON }],
    ['gt2026-03-03T12:00:00Z', { fromMs: NOON + 1000 }],
    ['le2026-03-03T12:00:00Z', { toMs: NOON + 1000 }],
    ['lt2026-03-03T12:00:00Z', { toMs: NOON }],
    ['gt2026-03-03T12:00Z', { fromMs: NOON + 60_000 }],
    ['gt2026-03-03T12:00:00.2Z', { fromMs: NOON + 300 }],
    ['gt2026-03-03T12:00:00.25Z', { fromMs: NOON + 260 }],
    ['gt2026-03-03T12:00:00.250999Z', { fromMs: NOON + 251 }],
    ['ge2026-03-03T07:00:00-05:00', { fromMs: NOON }],
    ['ge2026-03-03T14:00:00+02:00', { fromMs: NOON }],
    ['ge2026-03-03T14:00:00 02:00', { fromMs: NOON }],
  ])('%s', (text, expected) => {
    expect(dateBounds([text])).toEqual(expected);
  });
});

describe('several bounds hold together', () => {
  const at = (second: number): string => `2026-03-03T12:00:0${second}Z`;
  test.each([
    [[], {}],
    [[`ge${at(1)}`, `lt${at(3)}`], { fromMs: NOON + 1000, toMs: NOON + 3000 }],
    [[`ge${at(1)}`, `ge${at(2)}`], { fromMs: NOON + 2000 }],
    [[`ge${at(2)}`, `gt${at(0)}`], { fromMs: NOON + 2000 }],
    [[`lt${at(3)}`, `le${at(1)}`], { toMs: NOON + 2000 }],
    [[`gt${at(5)}`, `lt${at(1)}`], { fromMs: NOON + 6000, toMs: NOON + 1000 }],
  ])('%j', (texts, expected) => {
    expect(dateBounds(texts)).toEqual(expected);
  });
});

test.each([
  '',
  'ge',
  '2026-03-03T12:00:00Z',
  'eq2026-03-03T12:00:00Z',
  'ne2026-03-03T12:00:00Z',
  'sa2026-03-03T12:00:00Z',
  'ap2026-03-03T12:00:00Z',
  'GE2026-03-03T12:00:00Z',
  'ge2026-03-03',
  'ge2026-03-03T12:00:00',
  'ge2026-02-30T12:00:00Z',
  'ge2026-03-03T25:00:00Z',
  'gege2026-03-03T12:00:00Z',
])('%j is not understood, alone or beside one that is', (text) => {
  expect(dateBounds([text])).toBeUndefined();
  expect(dateBounds(['ge2026-03-03T12:00:00Z', text])).toBeUndefined();
});
