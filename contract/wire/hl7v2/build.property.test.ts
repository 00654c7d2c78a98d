import fc from 'fast-check';
import { expect, test } from 'vitest';
import { composite } from './build.ts';
import { escapeValue, unescapeValue } from './escape.ts';
import { frame } from './mllp.ts';

test('a composite is its components joined, without the empty ones at the end', () => {
  const component = fc.oneof(fc.constant(''), fc.string({ unit: fc.constantFrom('a', 'b', ' '), maxLength: 20 }));
  fc.assert(
    fc.property(fc.array(component, { maxLength: 8 }), (components) => {
      const kept = components.slice(0, components.findLastIndex((text) => text !== '') + 1);
      expect(composite(...components).raw).toBe(kept.join('^'));
    }),
  );
});

test('a value with something to be escaped is each of its characters escaped, one without is itself', () => {
  const char = fc.oneof(
    fc.constantFrom('|', '^', '~', '&', '\\', '\r', '\u000b', '\u001c'),
    fc.constantFrom('a', 'é', ' '),
  );
  fc.assert(
    fc.property(fc.string({ unit: char, maxLength: 12 }), (value) => {
      const escaped = escapeValue(value);
      expect(escaped).toBe(Array.from(value, escapeValue).join(''));
      expect(unescapeValue(escaped)).toBe(value);
    }),
  );
});

test('a text is framed as its bytes are', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      expect(frame(text)).toEqual(frame(Buffer.from(text)));
    }),
  );
});
