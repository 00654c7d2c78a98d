import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isObject, type Json, JsonNumber, parseLossless, writeLossless } from './lossless.ts';

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
const shown = (value: Json): unknown => {
  if (value instanceof JsonNumber) return { number: value.text };
  if (Array.isArray(value)) return (value as readonly Json[]).map(shown);
  if (!isObject(value)) return value;
  // Own members, of whatever name; `fromEntries` makes one of `__proto__` as well.
  return Object.fromEntries(Object.entries(value).map(([name, member = null]) => [name, shown(member)]));
};
const quick = (text: string): unknown => {
  try {
    return shown(parseLossless(text));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return 'no JSON';
  }
};

const number = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc.constantFrom('0', '-0', '7.0', '1e2', '1E+10', '-1.50e-3', '12345678901234567890', '0.0000'),
);
const text = fc.oneof(
  fc.string(),
  fc.constantFrom('1', '-2.5', 'a "quoted" 7', '\\', '\uD800', 'tab\tline\n', '__proto__', ''),
);
/**
 * What the built-in parser is compared for: once V8 (Node 24.21) has seen a member called `\`, it takes `"\u0041"` for
 * that one.
 */
const name = text.filter((t) => !t.includes('\\'));
const { json } = fc.letrec<{ json: string }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'small' },
    number,
    text.map((t) => JSON.stringify(t)),
    fc.constantFrom('true', 'false', 'null'),
    fc.array(tie('json'), { maxLength: 4 }).map((all) => `[${all.join(', ')}]`),
    fc
      .array(fc.tuple(name, tie('json')), { maxLength: 4 })
      .map((all) => `{${all.map(([n, value]) => `${JSON.stringify(n)}: ${value}`).join(',')}}`),
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
      fc.constantFrom(...'"\\,:{}[]0159aeutfn.-+ \n\u0001\u00a0'),
      fc.nat({ max: 2 }),
      (one, where, by, how) => {
        fc.pre(by !== '\\' || !one.includes('\\'));
        const at = where % one.length;
        const changed = one.slice(0, at) + (how === 2 ? '' : by) + one.slice(how === 1 ? at : at + 1);
        expect(quick(changed)).toEqual(slow(changed));
      },
    ),
    { numRuns: 5000 },
  );
});

test('a member called __proto__ stays one', () => {
  expect(writeLossless(parseLossless('{"__proto__":1.50}'))).toBe('{"__proto__":1.50}');
});

test('a member whose name is written with an escape has the name that is meant', () => {
  const names = (of: string): readonly string[] => Object.keys(parseLossless(of) as object);
  expect(names(String.raw`{"":0,"\\":1}`)).toEqual(['', '\\']);
  expect(names(String.raw`{"":0,"\u0041":1}`)).toEqual(['', 'A']);
});
