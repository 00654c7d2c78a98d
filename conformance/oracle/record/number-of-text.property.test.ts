import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NumberOfText } from './number-of-text.ts';

const text = fc.oneof(
  fc.string({ maxLength: 3 }),
  fc.string({ unit: 'binary', maxLength: 3 }),
  fc.constantFrom('', 'é', '漢', 'a'.repeat(127), 'a'.repeat(128), 'b'.repeat(256)),
  fc.nat({ max: 300 }).map((n) => `R-${n}`),
);

test('it holds what a Map holds', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(text, fc.nat()), { maxLength: 400 }), (pairs) => {
      const [numbers, map] = [new NumberOfText(), new Map<string, number>()];
      for (const [key, number] of pairs) {
        expect(numbers.get(key)).toBe(map.get(key));
        if (number % 2 === 0) {
          if (!map.has(key)) map.set(key, number);
          expect(numbers.getOrSet(key, number)).toBe(map.get(key));
          continue;
        }
        numbers.set(key, number);
        map.set(key, number);
        expect(numbers.get(key)).toBe(number);
      }
      for (const [key, number] of map) expect(numbers.get(key)).toBe(number);
    }),
  );
});
