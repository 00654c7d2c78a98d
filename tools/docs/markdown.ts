/** A fenced block of a document. `line` is that of its first line of text, from 1. */
export interface Fence {
  readonly language: string;
  readonly text: string;
  readonly line: number;
}

/** A piece of code in running text. */
export interface Inline {
  readonly text: string;
  readonly line: number;
}

/** Where a document points to, as it is written. */
export interface Link {
  readonly target: string;
  readonly line: number;
}

/** What the checks of documents look at. */
export interface Markdown {
  readonly anchors: ReadonlySet<string>;
  readonly links: readonly Link[];
  readonly fences: readonly Fence[];
  readonly inline: readonly Inline[];
  /** Running text without fences, code and the targets of links, line by line; line N is at N - 1. */
  readonly prose: readonly string[];
}

const FENCE = /^(`{3,})([\w-]*)/;
const HEADING = /^#{1,6} +(.*?)(?: +#+)?$/;
const ID = /<a (?:id|name)="([^"]+)"/g;
const CODE = /(`+)(.+?)\1(?!`)/g;
const LINK = /\]\(<?([^\s)>]+)>?(?: +"[^"]*")?\)/g;
const SOURCE = /\b(?:src|href|srcset)="([^"]+)"/g;

/** The anchor that GitHub gives a heading, without the number of a repeated one. */
export const slugOf = (heading: string): string =>
  heading
    .replaceAll(LINK, ']')
    .replaceAll(/<[^>]+>/g, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\p{M}\s_-]/gu, '')
    .trim()
    .replaceAll(/\s/g, '-');

/** Adds the anchor of a heading; one that was there before gets a number, as on GitHub. */
const addAnchor = (anchors: Set<string>, heading: string): void => {
  const slug = slugOf(heading);
  let anchor = slug;
  for (let again = 1; anchors.has(anchor); again++) anchor = `${slug}-${again}`;
  anchors.add(anchor);
};

/** Splits a document into its running text, where fences are empty lines, and its fences. */
const withoutFences = (text: string): { readonly lines: readonly string[]; readonly fences: readonly Fence[] } => {
  const lines: string[] = [];
  const fences: Fence[] = [];
  let open: { mark: string; language: string; line: number; text: string[] } | undefined;
  for (const [i, line] of text.split('\n').entries()) {
    const [, mark = '', language = ''] = FENCE.exec(line) ?? [];
    if (open !== undefined && mark === open.mark && language === '') {
      fences.push({ language: open.language, line: open.line, text: open.text.join('\n') });
      open = undefined;
    } else if (open !== undefined) open.text.push(line);
    else if (mark !== '') open = { mark, language, line: i + 2, text: [] };
    else {
      lines.push(line);
      continue;
    }
    lines.push('');
  }
  if (open !== undefined) throw new Error(`line ${open.line - 1}: this block has no end`);
  return { lines, fences };
};

/** Reads the parts of a Markdown document that can be checked. Throws an Error with the line of a block without an end. */
export const readMarkdown = (text: string): Markdown => {
  const { lines, fences } = withoutFences(text);
  const anchors = new Set<string>();
  const links: Link[] = [];
  const inline: Inline[] = [];
  const prose = lines.map((whole, i) => {
    const line = i + 1;
    const heading = HEADING.exec(whole)?.[1];
    if (heading !== undefined) addAnchor(anchors, heading);
    for (const [, id = ''] of whole.matchAll(ID)) anchors.add(id);
    for (const [, , code = ''] of whole.matchAll(CODE)) inline.push({ text: code.trim(), line });
    // What stands in code is no link, but code may be the text of one.
    const bare = whole.replaceAll(CODE, '``');
    for (const [, target = ''] of bare.matchAll(LINK)) links.push({ target, line });
    for (const [, target = ''] of bare.matchAll(SOURCE)) links.push({ target, line });
    return bare.replaceAll(LINK, ']');
  });
  return { anchors, links, fences, inline, prose };
};
