import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SYSTEM } from '../../codes/canonical.ts';
import { segment as build } from './build.ts';
import { decodeCodings, hasCoding } from './coded.ts';
import { STANDARD_DELIMITERS } from './delimiters.ts';
import { Segment } from './segment.ts';

const field = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', 'b', '^', '&', '~'), maxLength: 20 }),
  fc.string({ unit: fc.constantFrom('x', '^'), minLength: 90, maxLength: 120 }),
);
const place = fc.integer({ min: 1, max: 60 });

test('a place is the part that cutting the field at its delimiters gives, of which fifty count', () => {
  fc.assert(
    fc.property(field, place, place, place, (raw, repetition, component, subcomponent) => {
      const part = (text: string, mark: string, number: number): string => text.split(mark, 50)[number - 1] ?? '';
      const cut = part(part(part(raw, '~', repetition), '^', component), '&', subcomponent);
      const segment = new Segment(`OBX|${raw}|behind`, STANDARD_DELIMITERS, 1);
      expect(segment.text(1, { repetition, component, subcomponent })).toBe(cut);
    }),
  );
});

test('fields stand at their numbers, in whatever order they are given, and none behind the last that has something', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.tuple(place, fc.constantFrom('', 'a', 'bc')), { selector: ([n]) => n }), (given) => {
      const text = build('ZZZ', Object.fromEntries(given));
      const parsed = new Segment(text.slice(0, -1), STANDARD_DELIMITERS, 1);
      for (const [number, value] of given) expect(parsed.text(number)).toBe(value);
      const last = Math.max(0, ...given.flatMap(([number, value]) => (value === '' ? [] : [number])));
      expect(text.split('|')).toHaveLength(last + 1);
      expect(text.endsWith('\r')).toBe(true);
    }),
  );
});

test('how often a field stands there, whether a part is split and where it is, are as cutting all of it says', () => {
  fc.assert(
    fc.property(field, fc.option(place, { nil: undefined }), (raw, component) => {
      const segment = new Segment(`OBX|${raw}|behind`, STANDARD_DELIMITERS, 3);
      expect(segment.repetitions(1)).toBe(raw === '' ? 0 : raw.split('~', 50).length);
      const part = raw.split('~', 50)[0]?.split('^', 50)[(component ?? 1) - 1] ?? '';
      const further = part.split('&').slice(1);
      expect(segment.isSplit(1, component === undefined ? {} : { component })).toBe(
        further.some((text) => text !== ''),
      );
      const parts = ['OBX', 3, 1, ...(component === undefined ? [] : [1, component])];
      expect(segment.place(1, component)).toBe(parts.join('^'));
    }),
  );
});

test('a field has a coding where one of those that are read of it is that one', () => {
  const codes = ['', '8417864', '41653-7'];
  const labels = ['', 'MDC', 'LN', 'SCT'];
  const texts = fc.tuple(...[codes, labels, labels, codes, labels, labels].map((some) => fc.constantFrom(...some)));
  const coding = fc.record({
    system: fc.constantFrom(SYSTEM.mdc, SYSTEM.loinc, SYSTEM.snomed),
    code: fc.constantFrom('8417864', '41653-7'),
  });
  fc.assert(
    fc.property(texts, coding, (parts, wanted) => {
      const segment = new Segment(`OBX|${parts.join('^')}`, STANDARD_DELIMITERS, 1);
      const read = decodeCodings(segment, 1, {});
      const has = read.some(({ system, code }) => system === wanted.system && code === wanted.code);
      expect(hasCoding(segment, 1, wanted)).toBe(has);
    }),
    { numRuns: 500 },
  );
});
