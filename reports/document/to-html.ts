import { anchor, markup, Markup } from '../html/markup.ts';
import { STYLE } from '../html/style.ts';
import { cutRows, sectionsOf, type Block, type Cell, type Document } from './document.ts';

/** Nothing is loaded and nothing runs, whatever a stranger's text may hold. */
const CSP = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
/** So many rows of a few short texts stay far below 2 MB. */
const MOST_ROWS = 1000;

const show = ({ text, tone }: Cell): Markup =>
  tone === undefined ? markup`${text}` : markup`<span class="v ${tone}">${text}</span>`;

/** Verdicts do not break; longer texts do. */
const long = ({ text, tone }: Cell): Markup =>
  tone === undefined || text.length < 30
    ? show({ text, ...(tone === undefined ? {} : { tone }) })
    : markup`<span class="${tone}">${text}</span>`;

const tablePart = ({ caption, head, rows }: Extract<Block, { kind: 'table' }>): Markup => {
  const { shown, left } = cutRows(rows, MOST_ROWS);
  const note = left === 0 ? '' : ` ${left} more are left out here.`;
  const heads = head.map((text) => markup`<th scope="col">${text}</th>`);
  const body = shown.map(([first, ...others]) => {
    const cells = others.map((cell) => markup`<td class="wide">${long(cell)}</td>`);
    return markup`<tr><th scope="row">${first === undefined ? undefined : show(first)}</th>${cells}</tr>\n`;
  });
  return markup`<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table><caption>${caption}.${note}</caption>
<thead><tr>${heads}</tr></thead><tbody>
${body}</tbody></table></div>`;
};

const blockPart = (block: Block): Markup => {
  if (block.kind === 'table') return tablePart(block);
  if (block.kind === 'said') return markup`<p>${long(block.cell)}</p>`;
  const { shown, left } = cutRows(block.items, MOST_ROWS);
  const more = left === 0 ? undefined : markup`<li>${left} more are left out here.</li>`;
  return markup`<ul>${shown.map((item) => markup`<li>${long(item)}</li>`)}${more}</ul>`;
};

/**
 * A document as one self-contained HTML file: no script, nothing loaded, light and dark, opens from disk. Every text is
 * taken for hostile. Same input, same bytes.
 */
export const documentHtml = (document: Document): string => {
  const { title, headline, lead } = document;
  const sections = sectionsOf(document).map(({ heading, blocks }) => {
    const id = anchor('part', heading);
    return markup`<section aria-labelledby="${id}"><h2 id="${id}">${heading}</h2><div class="card">${blocks.map(blockPart)}</div></section>\n`;
  });
  return markup`<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${new Markup(CSP)}">
<meta name="referrer" content="no-referrer"><meta name="color-scheme" content="light dark">
<title>${headline.text}: ${title}</title>
<style>${new Markup(STYLE)}</style></head>
<body><a class="skip" href="#main">Skip to the answer</a>
<header class="top"><h1>${title}</h1></header>
<main id="main"><div class="card headline ${headline.tone}"><p>${headline.text}</p></div>
${lead.map(blockPart)}
${sections}</main>
<footer><p>Made by vitalproof, a test harness, not a medical device. It gives no clinical advice.</p></footer>
</body></html>
`.source;
};
