import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { InputProblem } from '../input-problem.ts';
import { readYamlDocument } from './document.ts';

const Schema = z.strictObject({
  name: z.string(),
  limits: z
    .array(z.strictObject({ high: z.string().regex(/^\d/, 'a decimal'), key: z.string().optional() }))
    .optional(),
  shape: z
    .union([z.strictObject({ a: z.string() }), z.strictObject({ b: z.strictObject({ c: z.literal('x', 'x') }) })])
    .optional(),
});
const read = (text: string) => readYamlDocument(text, 'a.yaml', Schema);
const problem = (text: string): string => {
  try {
    read(text);
  } catch (error) {
    if (error instanceof InputProblem) return error.describe();
    throw error;
  }
  throw new Error('nothing was thrown');
};

describe('a document that is right', () => {
  test('keeps the digits of its numbers and knows where each part stands', () => {
    const { value, placeOf } = read('name: n\nlimits:\n  - high: 82.0\n  - high: 1e2\n');
    expect(value.limits).toEqual([{ high: '82.0' }, { high: '1e2' }]);
    expect(placeOf(['limits', 1, 'high'])).toEqual({ file: 'a.yaml', line: 4, path: 'limits[1].high' });
    expect(placeOf(['limits', 7])).toMatchObject({ line: 2 });
    expect(placeOf([])).toEqual({ file: 'a.yaml', line: 1 });
  });
});

describe('a document that is wrong says file, line, path and what was expected', () => {
  test.each([
    [
      'a broken value',
      'name: n\nlimits:\n  - high: abc\n',
      /^a\.yaml:3 at limits\[0\]\.high: "abc" is not usable\n {2}expected: a decimal$/,
    ],
    ['a misspelt key before the missing one', 'nam: n\n', /^a\.yaml:1 at nam: "nam" is not a field here/],
    ['a missing key', 'limits: []\n', /at name: missing\n {2}expected: string is required/],
    ['a key twice', 'name: a\nname: b\n', /^a\.yaml:2: .*unique/],
    ['broken YAML', 'name: [\n', /^a\.yaml:\d+: /],
    ['an alias', 'name: &a n\nshape: *a\n', /anchors and aliases/],
    [
      'the branch of a union that got furthest',
      'name: n\nshape:\n  b: { c: y }\n',
      /at shape\.b\.c: "y" is not usable\n {2}expected: x/,
    ],
    [
      'a value that may be a secret is not repeated',
      'name: n\nlimits:\n  - { high: 1, key: [hunter2] }\n',
      /^((?!hunter2)[\s\S])*$/,
    ],
    ['a document nested without end', `name: ${'['.repeat(30)}${']'.repeat(30)}\n`, /nested deeper than 20 levels/],
  ])('%s', (_what, text, says) => expect(problem(text)).toMatch(says));
  test('a file of more than a megabyte is refused unread', () => {
    expect(problem(`name: ${'n'.repeat(1_100_000)}\n`)).toMatch(/too large/);
  });
});
