import { expect, test } from 'vitest';
import { canonicalJson } from './canonical-json.ts';

test('keys are sorted at every depth, arrays keep their order, absent ones are left out', () => {
  expect(canonicalJson({ b: 1, a: [{ d: 1, c: undefined, b: null }, 2] })).toBe(
    '{\n  "a": [\n    {\n      "b": null,\n      "d": 1\n    },\n    2\n  ],\n  "b": 1\n}\n',
  );
});

test('the same value gives the same bytes however it was built', () => {
  const one = { x: { p: 1, q: 2 }, y: [1] };
  const other = Object.fromEntries(
    Object.entries({
      y: [1],
      x: Object.fromEntries([
        ['q', 2],
        ['p', 1],
      ]),
    }),
  );
  expect(canonicalJson(one)).toBe(canonicalJson(other));
});
