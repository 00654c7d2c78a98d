import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputProblem } from '../../contract/input-problem.ts';
import type { TextChunks } from './import-result.ts';
import { jsonElements } from './json-elements.ts';

async function split(chunks: TextChunks): Promise<(readonly [number, string | undefined])[]> {
  const found: (readonly [number, string | undefined])[] = [];
  for await (const { line, text } of jsonElements(chunks, 'f.json')) found.push([line, text]);
  return found;
}

test.each<[string, string, [number, string][]]>([
  ['an empty list', ' [ ] ', []],
  [
    'a list',
    '[{"a":1},\n {"b":[1,2]}]',
    [
      [1, '{"a":1}'],
      [2, '{"b":[1,2]}'],
    ],
  ],
  [
    'commas and brackets in text',
    '[{"a":"x,]}\\""}, "y]"]',
    [
      [1, '{"a":"x,]}\\""}'],
      [1, '"y]"'],
    ],
  ],
  [
    'a record a line',
    '{"a":1}\n{"b":2}\n',
    [
      [1, '{"a":1}'],
      [2, '{"b":2}'],
    ],
  ],
  [
    'records with commas between',
    '{"a":1},\n{"b":2}',
    [
      [1, '{"a":1}'],
      [2, '{"b":2}'],
    ],
  ],
  ['one record', '\uFEFF{"a":{"b":{}}}', [[1, '{"a":{"b":{}}}']]],
  [
    'empty elements',
    '[,{},]',
    [
      [1, ''],
      [1, '{}'],
      [1, ''],
    ],
  ],
  [
    'no comma between two',
    '[{} {},1]',
    [
      [1, '{} {}'],
      [1, '1'],
    ],
  ],
  [
    'what is no JSON inside',
    '[{"a":},nonsense }]',
    [
      [1, '{"a":}'],
      [1, 'nonsense }'],
    ],
  ],
  [
    'a record a line, one of them cut off',
    '{"a":1}\n{"b":{"c":2\n{"d":3}\n',
    [
      [1, '{"a":1}'],
      [2, '{"b":{"c":2'],
      [3, '{"d":3}'],
    ],
  ],
  [
    'a record a line, one of them cut off in a text, behind a backslash',
    '{"a":1}\r\n{"b":"{[x\\\r\n{"d":3}\r\n',
    [
      [1, '{"a":1}'],
      [2, '{"b":"{[x\\'],
      [3, '{"d":3}'],
    ],
  ],
  [
    'a record a line, and lines that are none',
    '{"a":1}\nNaN,,{"x\n]\n}\n{"d":3}\n',
    [
      [1, '{"a":1}'],
      [2, 'NaN,,{"x'],
      [3, ']'],
      [4, '}'],
      [5, '{"d":3}'],
    ],
  ],
  [
    'a list with a record a line, one of them cut off behind a comma',
    '[\n  {"a":1},\n  {"b":2,\n  {"d":3}\n]',
    [
      [2, '{"a":1}'],
      [3, '{"b":2,'],
      [4, '{"d":3}'],
    ],
  ],
  [
    'records that are not indented, with objects in them',
    '{\n"a":[\n{"b":1},\n{"c":2}\n],\n"d":\n{}\n}\n{"e":3}',
    [
      [1, '{\n"a":[\n{"b":1},\n{"c":2}\n],\n"d":\n{}\n}'],
      [9, '{"e":3}'],
    ],
  ],
])('%s', async (_what, text, expected) => {
  expect(await split([text])).toEqual(expected);
  expect(await split(text)).toEqual(expected);
});

test('any list, however it is indented, comes out element by element', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.jsonValue(), { maxLength: 6 }), fc.integer({ min: 0, max: 3 }), async (list, by) => {
      const values = (await split([JSON.stringify(list, undefined, by)])).map(([, text = '']) => JSON.parse(text));
      expect(values).toEqual(JSON.parse(JSON.stringify(list)));
    }),
  );
});

test('any list, cut into any pieces, comes out element by element', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.json(), { maxLength: 6 }), fc.integer({ min: 1, max: 9 }), async (elements, size) => {
      const text = `[${elements.join(' ,\n')}]`;
      const pieces = Array.from({ length: Math.ceil(text.length / size) }, (_, i) =>
        text.slice(i * size, (i + 1) * size),
      );
      expect((await split(pieces)).map(([, element]) => element)).toEqual(elements.map((e) => e.trim()));
    }),
  );
});

test('elements come before the end of the file is there', async () => {
  const endless = (function* () {
    yield '[';
    for (;;) yield '{"sgv":1},';
  })();
  const stream = jsonElements(endless, 'f.json');
  expect((await stream.next()).value).toEqual({ line: 1, text: '{"sgv":1}' });
  await stream.return(undefined);
});

test('an element without an end is not held: it is told of as too long, and the rest is read', async () => {
  function* long() {
    yield '[{"a":"';
    for (let i = 0; i < 600; i++) yield 'x'.repeat(1024);
    yield '"},{"b":1}]';
  }
  expect(await split(long())).toEqual([
    [1, undefined],
    [1, '{"b":1}'],
  ]);
});

describe('a damaged file says where', () => {
  test.each<[string, string, number, RegExp]>([
    ['empty', '', 1, /empty/],
    ['blank', '\n\n', 3, /empty/],
    ['a page of HTML', '\n<html>', 2, /not JSON/],
    ['a text', '"x"', 1, /not JSON/],
    ['cut inside a record', '[{"a":1},\n{"b":', 2, /inside the record that begins in line 2/],
    ['cut inside a text', '[{"a":1},\n{"b":"x}]\n\n', 4, /begins in line 2/],
    ['cut after a comma', '[{"a":1},\n', 2, /before its list does/],
    ['cut before the bracket', '[{"a":1}', 1, /inside the record/],
    ['more after the list', '[]\n[]', 2, /after the end/],
    ['lines of something else', '{"a":1}\nfoo', 2, /not a record/],
  ])('%s', async (_what, text, line, what) => {
    try {
      await split([text]);
      expect.unreachable('nothing was refused');
    } catch (problem) {
      if (!(problem instanceof InputProblem)) throw problem;
      expect(problem.place).toEqual({ file: 'f.json', line });
      expect(problem.message).toMatch(what);
      expect(problem.describe()).toContain('a JSON list of records');
    }
  });
});
