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

/** What turns the direction of writing, by what ends it: PDF ends an embedding or override, PDI an isolate. Source: UAX #9. */
const PDF = '\u202C';
const PDI = '\u2069';
const TURNS: Readonly<Record<string, string>> = {
  '\u202A': PDF,
  '\u202B': PDF,
  '\u202D': PDF,
  '\u202E': PDF,
  '\u2066': PDI,
  '\u2067': PDI,
  '\u2068': PDI,
};

/**
 * A text with every turn of direction in it ended. One that is left open goes on in the rest of the line: behind a name
 * with an override 320 would be shown as 023.
 */
const ended = (text: string): string => {
  const open: string[] = [];
  for (const [character] of text.matchAll(/[\u202A-\u202E\u2066-\u2069]/g)) {
    const end = TURNS[character];
    if (end !== undefined) open.push(end);
    else if (character === open.at(-1)) open.pop();
    // The end of an isolate ends what was left open in it, too.
    else if (character === PDI && open.includes(PDI)) open.splice(open.lastIndexOf(PDI));
  }
  return text + open.toReversed().join('');
};

const escaped = (text: string): string =>
  ended(text).replaceAll(/[&<>"'\r]/g, (character) => REPLACED[character] ?? '');

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
