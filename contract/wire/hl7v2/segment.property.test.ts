import fc from 'fast-check';
import { expect, test } from 'vitest';
import { segment as build } from './build.ts';
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
