import { escapeMarkdown, markdownTable } from '../text/markdown.ts';
import { cutRows, sectionsOf, type Block, type Cell, type Document } from './document.ts';

const MOST_ROWS = 400;
/** Of one table or list, in characters: the page of a build holds a megabyte. */
const ROOM = 200_000;
const MOST_TEXT = 600;

const cellText = ({ text }: Cell): string => escapeMarkdown(text, MOST_TEXT);

const leftOut = (left: number): string => (left === 0 ? '' : ` ${left} more are left out here.`);

/** The first rows that there is room for. */
const fitting = (rows: readonly (readonly string[])[]): readonly (readonly string[])[] => {
  let used = 0;
  return rows.filter((cells) => (used += cells.join().length) <= ROOM);
};

const blockText = (block: Block): string => {
  if (block.kind === 'said') return cellText(block.cell);
  if (block.kind === 'list') {
    const { shown, left } = cutRows(block.items, MOST_ROWS);
    return [...shown.map((item) => `- ${cellText(item)}`), ...(left === 0 ? [] : [`-${leftOut(left)}`])].join('\n');
  }
  const { shown, left: beyond } = cutRows(block.rows, MOST_ROWS);
  const rows = fitting(shown.map((cells) => cells.map(cellText)));
  const left = beyond + shown.length - rows.length;
  const table = markdownTable(
    block.head.map((head) => escapeMarkdown(head)),
    rows,
  );
  return `${escapeMarkdown(block.caption)}.${leftOut(left)}\n\n${table}`;
};

/** A document as GitHub-flavoured Markdown, as a page of a build or a comment shows it. `level`: of its title. */
export const documentMarkdown = (document: Document, level = 2): string => {
  const hashes = '#'.repeat(level);
  return `${[
    `${hashes} ${escapeMarkdown(document.title)}`,
    `**${cellText(document.headline)}**`,
    ...document.lead.map(blockText),
    ...sectionsOf(document).flatMap(({ heading, blocks }) => [
      `${hashes}# ${escapeMarkdown(heading)}`,
      ...blocks.map(blockText),
    ]),
  ].join('\n\n')}\n`;
};
