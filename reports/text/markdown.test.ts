import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeMarkdown, markdownTable } from './markdown.ts';
import { visible } from './visible.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  // The characters that this is about, thickly.
  fc.string({ unit: fc.constantFrom(...String.raw`\`*_[]()|~#$!@<>&:/.-+=1 w"'`), maxLength: 60 }),
);

/** What a reader of Markdown sees of a line that holds backslash escapes and entities alone. */
const read = (markdown: string): string =>
  markdown.replace(/\\([!-/:-@[-`{-~])|&(?:#(\d+)|([a-z]+));/g, (_, escaped, code, name) =>
    escaped !== undefined
      ? escaped
      : code !== undefined
        ? String.fromCodePoint(Number(code))
        : ({ amp: '&', lt: '<', gt: '>' }[name as string] ?? '?'),
  );
/** The same with a letter for everything that was escaped: what still means something. */
const bare = (markdown: string): string => markdown.replace(/\\[!-/:-@[-`{-~]|&(?:#\d+|[a-z]+);/g, 'x');

describe('escapeMarkdown', () => {
  it.each([
    ['a|b', String.raw`a\|b`],
    ['<img src=x onerror=alert(1)>', '&lt;img src=x onerror=alert(1)&gt;'],
    ['[x](javascript:alert(1))', String.raw`\[x\](javascript:alert(1))`],
    ['http://evil.example', String.raw`http\://evil.example`],
    ['www.evil.example', String.raw`www\.evil.example`],
    ['@octocat', String.raw`\@octocat`],
    ['one\ntwo', String.raw`one\\ntwo`],
    ['1. first', '&#49;. first'],
    ['- x', String.raw`\- x`],
    ['7.0 mmol/L', '7.0 mmol/L'],
    ['212 > 180', '212 &gt; 180'],
  ])('%j is written %j', (text, written) => expect(escapeMarkdown(text)).toBe(written));

  it('is read back as what it was, for any text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(read(escapeMarkdown(text))).toBe(visible(text));
      }),
      { numRuns: 500 },
    );
  });

  it('leaves nothing that means something, for any text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const left = bare(escapeMarkdown(text));
        expect(left).not.toMatch(/[\\`*_[\]|~#$!@<>&\n\r]/);
        expect(left).not.toMatch(/:\/\/|\bwww\./i);
        expect(left).not.toMatch(/^\s*(?:[-+=]|\d{1,9}[.)](?:\s|$))/);
      }),
      { numRuns: 500 },
    );
  });

  it('cuts long text and says so', () => expect(escapeMarkdown('x'.repeat(50), 10)).toBe(`${'x'.repeat(9)}…`));
});

describe('a table', () => {
  it('has as many cells in every row, whatever they hold', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyText, anyText, anyText), { maxLength: 4 }), (rows) => {
        const table = markdownTable(
          ['a', 'b', 'c'],
          rows.map((cells) => cells.map((cell) => escapeMarkdown(cell))),
        );
        const lines = table.split('\n');
        expect(lines).toHaveLength(rows.length + 2);
        for (const line of lines) expect(bare(line).match(/\|/g)).toHaveLength(4);
      }),
    );
  });
});
