import { describe, expect, test } from 'vitest';
import { readMarkdown, slugOf } from './markdown.ts';

describe('anchors', () => {
  test.each([
    ['What you see', 'what-you-see'],
    ['8. Refusals', '8-refusals'],
    ['The `simulate` command', 'the-simulate-command'],
    ['[Linked](a.md#b) text', 'linked-text'],
    ['HI, LO & "so"', 'hi-lo--so'],
    ['A_b – c', 'a_b--c'],
    ['Nächste', 'nächste'],
  ])('%s', (heading, slug) => {
    expect(slugOf(heading)).toBe(slug);
  });
  test('a heading that is there again gets a number', () => {
    const { anchors } = readMarkdown('# A\n## A\n### A ###\n<a id="own"></a>\n```\n# none\n```\n');
    expect([...anchors]).toEqual(['a', 'a-1', 'a-2', 'own']);
  });
});

test('links are found where they are, and not in code', () => {
  const { links } = readMarkdown(
    '[a](b.md#c) `[d](e)`\n\n![p](i.svg "t") [`code`](f.md)\n\n```\n[g](h)\n```\n<img src="j.svg" alt="">\n',
  );
  expect(links).toEqual([
    { target: 'b.md#c', line: 1 },
    { target: 'i.svg', line: 3 },
    { target: 'f.md', line: 3 },
    { target: 'j.svg', line: 8 },
  ]);
});

test('fences have language, text and line; code in running text is found', () => {
  const { fences, inline, prose } = readMarkdown('a `b c`\n```sh\nd\n\ne\n```\n````\n```\n````\n``f `g` ``\n');
  expect(fences).toEqual([
    { language: 'sh', text: 'd\n\ne', line: 3 },
    { language: '', text: '```', line: 8 },
  ]);
  expect(inline).toEqual([
    { text: 'b c', line: 1 },
    { text: 'f `g`', line: 10 },
  ]);
  expect(prose.slice(0, 3)).toEqual(['a ``', '', '']);
});

test('a block without an end is told by its line', () => {
  expect(() => readMarkdown('a\n\n```sh\nb\n')).toThrow('line 3: this block has no end');
});
