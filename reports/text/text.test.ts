import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { shellQuote } from './shell.ts';
import { visible } from './visible.ts';
import { escapeAttribute, escapeMarkup } from './xml.ts';

const anyText = fc.string({ unit: 'binary', maxLength: 60 });

describe('visible', () => {
  it.each([
    ['a\u001b[2Jb', 'a\\u{1b}[2Jb'],
    ['one\ntwo\r\tthree', 'one\\ntwo\\r\\tthree'],
    ['abc\u202egnp.exe', 'abc\\u{202e}gnp.exe'],
    ['zero\u200bwidth', 'zero\\u{200b}width'],
    ['lone \ud800 high', 'lone \\u{d800} high'],
    ['Zoë 血糖 🩸', 'Zoë 血糖 🩸'],
  ])('shows %j as %j', (text, shown) => expect(visible(text)).toBe(shown));

  it('cuts long text and says so, never inside a surrogate pair', () => {
    expect(visible('x'.repeat(500), 10)).toBe(`${'x'.repeat(9)}…`);
    expect(visible(`${'x'.repeat(8)}🩸🩸`, 10)).toBe(`${'x'.repeat(8)}…`);
  });

  it('leaves nothing that acts on a terminal, for any text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        // oxlint-disable-next-line no-control-regex -- looking for control characters
        expect(visible(text)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e]/);
      }),
    );
  });
});

describe('escapeMarkup', () => {
  it('escapes what would be markup in content and in quoted attributes', () => {
    expect(escapeMarkup(`<img src=x onerror="alert('1')">&`)).toBe(
      '&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;',
    );
  });

  it('gives well-formed XML with the same text back, for any text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const parser = new SaxesParser();
        let content = '';
        let attribute = '';
        parser.on('text', (t) => (content += t));
        parser.on('opentag', (tag) => (attribute = String(tag.attributes['a'])));
        parser.on('error', (e) => {
          throw e;
        });
        parser.write(`<x a="${escapeAttribute(text)}">${escapeMarkup(text)}</x>`).close();
        const plain = /^[\u0020-\u007e]*$/.test(text);
        if (plain) expect([content, attribute]).toEqual([text, text]);
      }),
      { numRuns: 500 },
    );
  });

  it('shows that illegal characters were there', () => expect(escapeMarkup('a\u0000b\ufffe')).toBe('a\ufffdb\ufffd'));
});

describe('shellQuote', () => {
  it('leaves plain words alone', () => expect(shellQuote('first-week-type2')).toBe('first-week-type2'));

  it.each(["it's", '$(id)', '`id`', 'a b', '', '; rm -rf x', '"q"', String.raw`back\slash`, "'; id; '"])(
    'a shell reads %j back unchanged',
    (text) => {
      expect(execFileSync('/bin/sh', ['-c', `printf %s ${shellQuote(text)}`], { encoding: 'utf8' })).toBe(text);
    },
  );
});
