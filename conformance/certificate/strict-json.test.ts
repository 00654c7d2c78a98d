import { expect, test } from 'vitest';
import { z } from 'zod';
import { InputProblem } from '../../contract/input-problem.ts';
import { readStrict } from './strict-json.ts';

const Schema = z.strictObject({ a: z.number(), b: z.string().optional() });
const read = (bytes: string | Uint8Array): unknown =>
  readStrict(typeof bytes === 'string' ? Buffer.from(bytes) : bytes, 'x.json', Schema);

test('reads the canonical form of what the schema knows', () => {
  expect(read('{"a":1,"b":"ö"}')).toEqual({ a: 1, b: 'ö' });
});
test.each<[string, string | Uint8Array, string]>([
  ['a member that stands twice', '{"a":1,"a":2}', 'a member stands twice'],
  ['white space', '{"a": 1}', 'is not in canonical form'],
  ['another order', '{"b":"x","a":1}', 'is not in canonical form'],
  ['another way to write a number', '{"a":1.0}', 'is not in canonical form'],
  ['another way to write a letter', String.raw`{"a":1,"b":"\u0041"}`, 'is not in canonical form'],
  ['a line feed at the end', '{"a":1}\n', 'is not in canonical form'],
  ['a byte order mark', '\ufeff{"a":1}', 'is not JSON'],
  ['bytes that are not UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), 'is not UTF-8'],
  ['half of it', '{"a":', 'is not JSON'],
  ['nothing', '', 'is not JSON'],
  ['too deep', `{"a":${'['.repeat(100)}${']'.repeat(100)}}`, 'is not JSON'],
  ['a member that nobody knows', '{"a":1,"c":2}', 'Unrecognized key'],
])('refuses %s', (_what, bytes, says) => {
  const told = ((): InputProblem | undefined => {
    try {
      read(bytes);
      return undefined;
    } catch (error) {
      return error as InputProblem;
    }
  })();
  expect(told).toBeInstanceOf(InputProblem);
  expect(told?.message).toContain(says);
  expect(told?.place.file).toBe('x.json');
});
