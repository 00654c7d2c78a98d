import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvRows } from './csv-rows.ts';
import type { TextChunks } from './import-result.ts';

async function rows(chunks: TextChunks, separator = ','): Promise<(readonly [number, readonly string[] | string])[]> {
  const found: (readonly [number, readonly string[] | string])[] = [];
  for await (const row of csvRows(chunks, separator)) {
    found.push([row.line, row.kind === 'row' ? row.cells : row.why]);
  }
  return found;
}
const NOT_CLOSED = 'a quote is not closed';

test.each<[string, string, [number, string[] | string][]]>([
  [
    'rows',
    'a,b\n1,2\n',
    [
      [1, ['a', 'b']],
      [2, ['1', '2']],
    ],
  ],
  [
    'CRLF and a byte order mark',
    '\uFEFFa,b\r\n1,2\r\n',
    [
      [1, ['a', 'b']],
      [2, ['1', '2']],
    ],
  ],
  [
    'no line end at the end',
    'a\nb',
    [
      [1, ['a']],
      [2, ['b']],
    ],
  ],
  [
    'empty lines',
    'a\n\n  \nb\n',
    [
      [1, ['a']],
      [4, ['b']],
    ],
  ],
  ['empty cells', ',,\n', [[1, ['', '', '']]]],
  ['quotes', '"a,b","c""d",""\n', [[1, ['a,b', 'c"d', '']]]],
  [
    'a line break in a cell',
    '"a\nb",c\nd,e\n',
    [
      [1, ['a\nb', 'c']],
      [3, ['d', 'e']],
    ],
  ],
  [
    'a quote inside a cell',
    'a"b,c\nd,e\n',
    [
      [1, 'its quotes do not stand around whole cells'],
      [2, ['d', 'e']],
    ],
  ],
  [
    'something behind a quote',
    '"a"b,c\nd,e\n',
    [
      [1, 'its quotes do not stand around whole cells'],
      [2, ['d', 'e']],
    ],
  ],
  [
    'a quote that is not closed, at the end',
    'a,b\n"c,d\ne,f\n',
    [
      [1, ['a', 'b']],
      [2, NOT_CLOSED],
      [3, ['e', 'f']],
    ],
  ],
  ['nothing', '', []],
])('%s', async (_what, text, expected) => {
  expect(await rows([text])).toEqual(expected);
});

test('a quote that is not closed costs its own line, however long the file', async () => {
  const text = `a,b\n"c,d\n${'e,f\n'.repeat(1000)}`;
  const found = await rows([text]);
  expect(found).toHaveLength(1002);
  expect(found.filter(([, row]) => typeof row === 'string')).toEqual([[2, NOT_CLOSED]]);
  expect(found.at(-1)?.[0]).toBe(1002);
});

test('a line without an end is not held', async () => {
  function* long() {
    yield 'a,b\n';
    for (let i = 0; i < 5000; i++) yield 'x'.repeat(1024);
    yield '\nc,d\n';
  }
  expect(await rows(long())).toEqual([
    [1, ['a', 'b']],
    [2, 'the line is longer than any row'],
    [3, ['c', 'd']],
  ]);
});

test('a thousand cells are enough', async () => {
  expect((await rows([`${','.repeat(999)}\n`]))[0]?.[1]).toHaveLength(1000);
  expect(typeof (await rows([`${','.repeat(1000)}\n`]))[0]?.[1]).toBe('string');
});

test('rows come before the end of the file is there', async () => {
  const stream = csvRows(
    (function* () {
      for (;;) yield 'a,b\n';
    })(),
    ',',
  );
  expect((await stream.next()).value).toMatchObject({ cells: ['a', 'b'] });
  await stream.return(undefined);
});

test('any table that is written by the rule comes back, in pieces of any size, with any separator', async () => {
  const cell = fc.string({ unit: fc.constantFrom('a', ' ', ',', ';', '\t', '"', '\n', 'é') });
  const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(
      table,
      fc.constantFrom(',', ';', '\t'),
      fc.integer({ min: 1, max: 7 }),
      async (cells, separator, size) => {
        const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
        const text = cells.map((row) => `${row.map(quoted).join(separator)}\r\n`).join('');
        const pieces = Array.from({ length: Math.ceil(text.length / size) }, (_, i) =>
          text.slice(i * size, (i + 1) * size),
        );
        // A row of more line breaks than a row may have is rare here, and is told of as such.
        fc.pre(cells.every((row) => row.join('').split('\n').length < 15));
        expect((await rows(pieces, separator)).map(([, row]) => row)).toEqual(cells);
      },
    ),
  );
});
