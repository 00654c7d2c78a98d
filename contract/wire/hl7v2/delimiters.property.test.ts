import fc from 'fast-check';
import { expect, test } from 'vitest';
import { STANDARD_DELIMITERS, readDelimiters } from './delimiters.ts';

const standard = Object.values(STANDARD_DELIMITERS);

test('five marks delimit where they are five different ones, the standard ones or others', () => {
  const mark = fc.constantFrom(...standard, '#', '$', '"', 'a');
  const marks = fc.oneof(fc.tuple(mark, mark, mark, mark, mark), fc.constant(standard));
  fc.assert(
    fc.property(marks, fc.constantFrom('', 'GATEWAY', '#'), (five, behind) => {
      const [field = '', component, repetition, escape, subcomponent] = five;
      const areUsable = new Set(five).size === 5 && !five.includes('"') && !five.includes('a');
      expect(readDelimiters(`MSH${five.join('')}${field}${behind}`)).toEqual(
        areUsable ? { field, component, repetition, escape, subcomponent } : undefined,
      );
    }),
    { numRuns: 1000 },
  );
});
