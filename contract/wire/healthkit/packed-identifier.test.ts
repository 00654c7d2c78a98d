import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packIdentifier, unpackIdentifier } from './packed-identifier.ts';

const OWN = 'urn:example:own';

test.each([
  [{ system: OWN, value: 'abc' }, 'abc'],
  [{ system: 'urn:oid:2.999', value: 'abc' }, 'urn:oid:2.999|abc'],
  [{ system: OWN, value: 'a|b' }, 'a|b'],
  [{ system: OWN, value: 'urn:x|b' }, 'urn:example:own|urn:x|b'],
  [{ system: 'http://x.example/id', value: 'a|b' }, 'http://x.example/id|a|b'],
])('%o is %s, and back', (identifier, text) => {
  expect(packIdentifier(identifier, OWN)).toBe(text);
  expect(unpackIdentifier(text, OWN)).toEqual(identifier);
});

test('any identifier of a proper system comes back', () => {
  const system = fc.constantFrom(OWN, 'urn:x', 'urn:oid:2.999.1', 'https://a.example/b');
  const value = fc.oneof(fc.string({ minLength: 1, maxLength: 255 }), fc.constantFrom('|', 'urn:x|', 'urn:x|y', '||'));
  fc.assert(
    fc.property(fc.record({ system, value }), (identifier) => {
      expect(unpackIdentifier(packIdentifier(identifier, OWN), OWN)).toEqual(identifier);
    }),
  );
});

test.each(['', 'x'.repeat(256), 'urn:x|', `urn:x|${'x'.repeat(256)}`, `urn:${'x'.repeat(255)}|a`])(
  '%s is none',
  (text) => {
    expect(unpackIdentifier(text, OWN)).toBeUndefined();
  },
);
