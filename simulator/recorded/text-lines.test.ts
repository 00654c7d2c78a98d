import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MAX_LINE_CHARACTERS, textLines } from './text-lines.ts';

async function lines(chunks: Iterable<string>): Promise<(string | undefined)[]> {
  const found: (string | undefined)[] = [];
  for await (const { line, text } of textLines(chunks)) {
    found.push(text);
    expect(line).toBe(found.length);
  }
  return found;
}

test('are the same however the file comes', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.string({ unit: fc.constantFrom('a', 'b', ' ') })),
      fc.constantFrom('\n', '\r\n'),
      fc.integer({ min: 1, max: 5 }),
      async (texts, end, size) => {
        const text = texts.map((line) => line + end).join('');
        const pieces = Array.from({ length: Math.ceil(text.length / size) }, (_, i) =>
          text.slice(i * size, (i + 1) * size),
        );
        expect(await lines(pieces)).toEqual(texts);
      },
    ),
  );
});

test.each<[string[], (string | undefined)[]]>([
  [[], []],
  [['a'], ['a']],
  [['a\n'], ['a']],
  [
    ['\uFEFFa\r', '\nb'],
    ['a', 'b'],
  ],
  [['', '\uFEFFa'], ['a']],
  [['\n\n'], ['', '']],
  [['x'.repeat(MAX_LINE_CHARACTERS)], ['x'.repeat(MAX_LINE_CHARACTERS)]],
  [
    ['x'.repeat(MAX_LINE_CHARACTERS), 'x', '\n', 'b'],
    [undefined, 'b'],
  ],
  [[`${'x'.repeat(MAX_LINE_CHARACTERS + 1)}\nb`], [undefined, 'b']],
  [['x'.repeat(MAX_LINE_CHARACTERS + 1)], [undefined]],
])('case %#', async (chunks, expected) => {
  expect(await lines(chunks)).toEqual(expected);
});
