import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, test } from 'vitest';
import { html } from './html.ts';

/** What a strict reader of somebody else's finds in `source`: the text of its one element, and its one attribute. */
const read = (source: string): { text: string; title: string | undefined; elements: number } => {
  const parser = new SaxesParser();
  const found = { text: '', title: undefined as string | undefined, elements: 0 };
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('text', (text) => (found.text += text));
  parser.on('opentag', ({ attributes }) => {
    found.elements += 1;
    found.title = attributes['title'];
  });
  parser.write(source).close();
  return found;
};

/** Characters that XML can say; of white space in an attribute a browser keeps more than XML. */
const text = fc
  .array(
    fc.constantFrom('<', '>', '&', '"', "'", '`', '=', '/', '<!--', ']]>', '&amp;', 'é', '💉', ' ', 'script', '${'),
    {
      maxLength: 12,
    },
  )
  .map((parts) => parts.join(''));

describe('a template', () => {
  test('shows any text as it is, in an element and in an attribute, and makes no element of it', () => {
    fc.assert(
      fc.property(text, (said) => {
        const found = read(String(html`<p title="${said}">${said}</p>`));
        expect(found).toEqual({ text: said, title: said, elements: 1 });
      }),
    );
  });

  test('leaves nothing of a text by which a browser would leave the place where it stands', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (said) => {
        const rest = String(html`${said}`).replaceAll(/&(?:amp|lt|gt|quot|#39|#13);/g, '');
        expect(rest).not.toMatch(/[<>&"'\r]/);
      }),
    );
  });

  test('takes markup of its own as it is, lists one after the other, and nothing for what is not there', () => {
    const row = (name: string) => html`<li>${name}</li>`;
    expect(String(html`${['a', '<b>'].map(row)}`)).toBe('<li>a</li><li>&lt;b&gt;</li>');
    expect(String(html`${undefined}${false}${0}${''}`)).toBe('0');
  });

  test('does not take for markup what only looks like it', () => {
    const forged = { toString: () => '<b>' } as unknown as string;
    expect(() => String(html`${forged}`)).toThrow();
  });
});
