import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseLossless, writeLossless } from './lossless.ts';
import { tagNumbers } from './tag-numbers.ts';

/** What `JSON.parse` makes of a text with its numbers as they stand there; the message of what it is not. */
const slow = (text: string): unknown => {
  try {
    const json = JSON as unknown as {
      parse(text: string, reviver: (key: string, value: unknown, context: { source?: string }) => unknown): unknown;
    };
    return json.parse(text, (_key, value, { source = '' }) => (typeof value === 'number' ? { number: source } : value));
  } catch {
    return 'no JSON';
  }
};
const quick = (text: string): unknown => {
  try {
    return JSON.parse(
      JSON.stringify(parseLossless(text), (_key, value: unknown) =>
        typeof value === 'object' && value !== null && value.constructor.name === 'JsonNumber'
          ? { number: (value as { text: string }).text }
          : value,
      ),
    );
  } catch {
    return 'no JSON';
  }
};

const number = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc.constantFrom('0', '-0', '7.0', '1e2', '1E+10', '-1.50e-3', '12345678901234567890', '0.0000'),
);
const text = fc.oneof(
  fc.string(),
  fc.constantFrom('1', '-2.5', 'a "quoted" 7', '\\', '\uE000', '\uE0001', '__proto__', ''),
);
const { json } = fc.letrec<{ json: string }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'small' },
    number,
    text.map((t) => JSON.stringify(t)),
    fc.constantFrom('true', 'false', 'null'),
    fc.array(tie('json'), { maxLength: 4 }).map((all) => `[${all.join(', ')}]`),
    fc
      .array(fc.tuple(text, tie('json')), { maxLength: 4 })
      .map((all) => `{${all.map(([name, value]) => `${JSON.stringify(name)}: ${value}`).join(',')}}`),
  ),
}));

test('numbers keep their digits, and everything else is as JSON.parse has it', () => {
  fc.assert(
    fc.property(json, (one) => {
      expect(quick(one)).toEqual(slow(one));
    }),
    { numRuns: 3000 },
  );
});

test('what is no JSON is refused all the same, and nothing else is', () => {
  fc.assert(
    fc.property(
      json,
      fc.nat(),
      fc.constantFrom(...'"\\,:{}[]0159ae.-+ '),
      fc.nat({ max: 2 }),
      (one, where, by, how) => {
        const at = where % one.length;
        const changed = one.slice(0, at) + (how === 2 ? '' : by) + one.slice(how === 1 ? at : at + 1);
        expect(quick(changed)).toEqual(slow(changed));
      },
    ),
    { numRuns: 5000 },
  );
});

test.each([
  ['{"value":7.0,"unit":"mg/dL"}', '{"value":"\uE0007.0","unit":"mg/dL"}'],
  ['[1,-2.50,"3"]', '["\uE0001","\uE000-2.50","3"]'],
  ['{"a":"1"}', '{"a":"1"}'],
  ['01', undefined],
  ['1.', undefined],
  ['--1', undefined],
  ['"open', undefined],
  ['"\uE000"', undefined],
  ['"\\uE000"', undefined],
])('%s becomes %s', (from, to) => {
  expect(tagNumbers(from)).toBe(to);
});

test('a member called __proto__ stays one', () => {
  expect(writeLossless(parseLossless('{"__proto__":1.50}'))).toBe('{"__proto__":1.50}');
});
