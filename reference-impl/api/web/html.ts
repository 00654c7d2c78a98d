/** Markup whose every text is escaped already. Only `html` makes it, so that nothing gets in unescaped. */
export class Html {
  readonly #source: string;
  constructor(literals: TemplateStringsArray, contents: readonly Content[]) {
    this.#source = literals.reduce((out, literal, i) => out + rendered(contents[i - 1]) + literal);
  }

  toString(): string {
    return this.#source;
  }
}

/** What may stand in a template: undefined and false are nothing, a list is one after the other. */
export type Content = Html | string | number | undefined | false | readonly Content[];

const REPLACED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  // A browser reads a carriage return in a page as a line feed.
  '\r': '&#13;',
};

const escaped = (text: string): string => text.replaceAll(/[&<>"'\r]/g, (character) => REPLACED[character] ?? '');

const rendered = (content: Content): string => {
  if (content === undefined || content === false) return '';
  if (typeof content === 'string') return escaped(content);
  if (typeof content === 'number') return String(content);
  return content instanceof Html ? String(content) : content.map(rendered).join('');
};

/**
 * A template of HTML: every text that is inserted is escaped, for the text of an element and for an attribute in quotes.
 * An attribute without quotes, a script, a style and a URL of somebody else's have no place in a template.
 */
export const html = (literals: TemplateStringsArray, ...contents: readonly Content[]): Html =>
  new Html(literals, contents);
