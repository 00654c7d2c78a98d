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
  test.each([
    ['an override', 'Doe\u202E', 'Doe\u202E\u202C'],
    ['each that is open, the last first', '\u2067a\u202Bb', '\u2067a\u202Bb\u202C\u2069'],
    ['none that is ended', '\u202Ea\u202C \u2068b\u2069', '\u202Ea\u202C \u2068b\u2069'],
    ['none that an isolate ended', '\u2066\u202Ea\u2069', '\u2066\u202Ea\u2069'],
    ['none for an end without a beginning', '\u202C\u2069a', '\u202C\u2069a'],
    ['none in writing from right to left', 'כהן, דוד', 'כהן, דוד'],
  ])('ends what turns the direction of writing, so that it turns no number behind it: %s', (_name, said, shown) => {
    expect(String(html`<a>${said}</a> 320`)).toBe(`<a>${shown}</a> 320`);
  });

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
