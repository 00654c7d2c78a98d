import { expect, test } from 'vitest';
import type { JsonObject } from '../json/lossless.ts';
import { EXAMPLES } from './examples.ts';
import { type ConsentShown, decodeShownConsent, shownStatus } from './shown-permission.ts';

const consent = EXAMPLES['permission'] ?? {};
const provision = consent['provision'] as JsonObject;

test.each<[string, JsonObject, ConsentShown]>([
  ['in force', {}, { measures: ['glucose'], status: 'granted' }],
  ['that was taken back', { status: 'inactive' }, { measures: ['glucose'], status: 'withdrawn' }],
  ['that was denied', { status: 'rejected' }, { measures: ['glucose'], status: 'denied' }],
  ['in force that denies', { provision: { ...provision, type: 'deny' } }, { measures: ['glucose'], status: 'denied' }],
  ['only proposed', { status: 'proposed' }, { measures: ['glucose'], status: 'not-determined' }],
  ['entered in error', { status: 'entered-in-error' }, { measures: ['glucose'], status: 'not-determined' }],
  ['of nothing that is measured', { provision: { code: [{ text: 'all' }] } }, { measures: [], status: 'granted' }],
  ['of nothing at all', { provision: undefined }, { measures: [], status: 'granted' }],
])('a consent %s', (_title, change, value) =>
  expect(decodeShownConsent({ ...consent, ...change })).toEqual({ ok: true, value }),
);

test('without a status it says nothing that can be read', () =>
  expect(decodeShownConsent({ ...consent, status: undefined })).toMatchObject({
    ok: false,
    refusal: { code: 'missing-element' },
  }));

test('what is shown is of its own type of data, and a denial beside anything else is one', () => {
  const of = (status: ConsentShown['status'], ...measures: ConsentShown['measures'][number][]): ConsentShown => ({
    measures,
    status,
  });
  expect(shownStatus([], 'glucose')).toBe('not-determined');
  expect(shownStatus([of('denied', 'weight')], 'glucose')).toBe('not-determined');
  expect(shownStatus([of('withdrawn', 'glucose'), of('granted', 'glucose')], 'glucose')).toBe('granted');
  expect(shownStatus([of('granted', 'glucose'), of('denied', 'glucose', 'weight')], 'glucose')).toBe('denied');
});
