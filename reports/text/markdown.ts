import { visible } from './visible.ts';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Characters that mean something in GitHub's Markdown inside a line; `@` names a person, `$` begins a formula. */
const SPECIAL = /[\\`*_[\]|~#$!@]/g;
/** What would be made a link without being asked. */
const LINKS = /:(?=\/\/)|(?<=\bwww)\.|(?<=\b(?:mailto|xmpp))(:)/gi;
/** What would begin a list, a heading or a rule at the start of a line. */
const BEGINS = /^(\s*)([-+=]|\d{1,9}(?=[.)](?:\s|$)))/;

/**
 * Text of a stranger for one line of GitHub-flavoured Markdown, in a paragraph, a list item or a cell of a table: it is
 * shown as it is and means nothing. `max`: UTF-16 units before it is cut.
 */
export const escapeMarkdown = (text: string, max = 400): string =>
  visible(text, max)
    .replace(/[&<>]/g, (c) => ENTITIES[c] ?? c)
    .replace(SPECIAL, String.raw`\$&`)
    .replace(LINKS, String.raw`\$&`)
    .replace(BEGINS, (_, space: string, first: string) =>
      /\d/.test(first) ? `${space}${first.replace(/^\d/, (d) => `&#${d.charCodeAt(0)};`)}` : `${space}\\${first}`,
    );

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** A table of cells that are Markdown already. */
export const markdownTable = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
