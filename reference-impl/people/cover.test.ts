import { expect, test } from 'vitest';
import type { Absence } from '../../contract/domain/coverage.ts';
import { msOf } from '../clock/instant.ts';
import { cover } from './cover.ts';

const id = (value: string) => ({ system: 's', value });
const NOON = '2026-03-03T12:00:00Z';
const away = (coveredBy?: string, start = '2026-03-03T08:00:00Z', end = '2026-03-03T18:00:00Z'): Absence => ({
  period: { start, end },
  ...(coveredBy === undefined ? {} : { coveredBy: id(coveredBy) }),
});
/** Who gets what is for `a` at noon. */
const whom = (absences: Readonly<Record<string, readonly Absence[]>>): string =>
  cover(id('a'), msOf(NOON), (person) => absences[person.value] ?? []).value;

test.each<[string, Readonly<Record<string, readonly Absence[]>>, string]>([
  ['nobody is away', {}, 'a'],
  ['who stands in', { a: [away('b')] }, 'b'],
  ['nobody stands in', { a: [away()] }, 'a'],
  ['the absence begins at that instant', { a: [away('b', NOON)] }, 'b'],
  ['the absence ends at that instant', { a: [away('b', '2026-03-03T08:00:00Z', NOON)] }, 'a'],
  ['the one that it lies in', { a: [away('b', '2026-03-04T00:00:00Z', '2026-03-05T00:00:00Z'), away('c')] }, 'c'],
  ['the first of two', { a: [away('b'), away('c')] }, 'b'],
  ['two deep', { a: [away('b')], b: [away('c')] }, 'c'],
  ['three deep', { a: [away('b')], b: [away('c')], c: [away('d')] }, 'd'],
  ['four deep is too deep', { a: [away('b')], b: [away('c')], c: [away('d')], d: [away('e')] }, 'a'],
  ['the second has nobody', { a: [away('b')], b: [away()] }, 'a'],
  ['they stand in for each other', { a: [away('b')], b: [away('a')] }, 'a'],
  ['a circle without the first', { a: [away('b')], b: [away('c')], c: [away('b')] }, 'a'],
  ['the second is back', { a: [away('b')], b: [away('c', '2026-03-02T00:00:00Z', '2026-03-03T00:00:00Z')] }, 'b'],
])('%s', (_title, absences, expected) => {
  expect(whom(absences)).toBe(expected);
});
