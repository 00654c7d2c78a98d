import { describe, expect, it } from 'vitest';
import { anchor, at, markup, join } from './markup.ts';

describe('markup', () => {
  it('escapes every text that is put in, and only Markup is put in as it is', () => {
    expect(markup`<p title="${'"><script>'}">${'<b>'}${markup`<i>${'&'}</i>`}${['<', 1, undefined]}</p>`.source).toBe(
      '<p title="&quot;&gt;&lt;script&gt;">&lt;b&gt;<i>&amp;</i>&lt;1</p>',
    );
    expect(join([markup`a`, markup`b`]).source).toBe('ab');
  });

  it('cuts the text of a stranger', () => expect(markup`${'x'.repeat(9000)}`.source.length).toBe(800));
});

describe('at', () => {
  it.each([
    [1.04, '1'],
    [1.06, '1.1'],
    [-0.01, '0'],
    [700, '700'],
  ])('%f is written %s', (n, text) => expect(at(n)).toBe(text));
});

describe('anchor', () => {
  it('is a legal id, and differs where only what cannot stand in an id differs', () => {
    expect(anchor('lane', '"><x>/fhir')).toMatch(/^[A-Za-z0-9-]+$/);
    expect(anchor('lane', 'a/b')).not.toBe(anchor('lane', 'a-b'));
  });
});
