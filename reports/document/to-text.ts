import { paintOf, type Paint } from '../terminal/paint.ts';
import { displayWidth, fit, wrapText } from '../terminal/width.ts';
import { visible } from '../text/visible.ts';
import { cutRows, sectionsOf, type Block, type Cell, type Document } from './document.ts';

const MOST_ROWS = 400;
const MOST_TEXT = 600;
const GAP = 2;
const LEAST_COLUMN = 8;

const tonedText = ({ tone }: Cell, text: string, paint: Paint): string =>
  tone === undefined ? text : paint.tone(tone, text);

/** Columns as wide as their texts; where that is too much, the wide ones share what the narrow ones leave. */
const widthsOf = (rows: readonly (readonly string[])[], width: number): readonly number[] => {
  const natural = (rows[0] ?? []).map((_, i) => Math.max(1, ...rows.map((cells) => displayWidth(cells[i] ?? ''))));
  let room = width - GAP * (natural.length - 1);
  let left = natural.length;
  const widths = new Map<number, number>();
  // The narrowest first: what it does not need of its share is left to the others.
  for (const i of natural
    .keys()
    .toArray()
    .toSorted((a, b) => (natural[a] ?? 0) - (natural[b] ?? 0))) {
    const own = Math.min(natural[i] ?? 0, Math.max(LEAST_COLUMN, Math.floor(room / left)));
    widths.set(i, own);
    room -= own;
    left -= 1;
  }
  return natural.map((_, i) => widths.get(i) ?? LEAST_COLUMN);
};

const tableLines = (
  { caption, head, rows }: Extract<Block, { kind: 'table' }>,
  width: number,
  paint: Paint,
): readonly string[] => {
  const { shown, left } = cutRows(rows, MOST_ROWS);
  const texts = shown.map((cells) => cells.map(({ text }) => visible(text, MOST_TEXT)));
  const heads = head.map((text) => visible(text, MOST_TEXT));
  const widths = widthsOf([heads, ...texts], width);
  const lines = (cells: readonly string[], show: (text: string, i: number) => string): readonly string[] => {
    const wrapped = cells.map((text, i) => wrapText(text, widths[i] ?? 0));
    const last = cells.length - 1;
    return Array.from({ length: Math.max(...wrapped.map((w) => w.length)) }, (_, n) =>
      wrapped
        .map((w, i) => [w[n] ?? '', i] as const)
        .map(([text, i]) => show(i === last ? text : fit(text, widths[i] ?? 0), i))
        .join(' '.repeat(GAP))
        .trimEnd(),
    );
  };
  return [
    ...wrapText(`${visible(caption, MOST_TEXT)}.${left === 0 ? '' : ` ${left} more are left out here.`}`, width).map(
      (l) => paint.dim(l),
    ),
    ...lines(heads, (text) => paint.dim(text)),
    ...texts.flatMap((cells, n) => lines(cells, (text, i) => tonedText(shown[n]?.[i] ?? { text }, text, paint))),
  ];
};

const blockLines = (block: Block, width: number, paint: Paint): readonly string[] => {
  if (block.kind === 'table') return tableLines(block, width, paint);
  if (block.kind === 'said')
    return wrapText(visible(block.cell.text, 2000), width).map((line) => tonedText(block.cell, line, paint));
  const { shown, left } = cutRows(block.items, MOST_ROWS);
  return [
    ...shown.flatMap((item) =>
      wrapText(visible(item.text, 2000), width - 2).map((line, i) =>
        tonedText(item, `${i === 0 ? '- ' : '  '}${line}`, paint),
      ),
    ),
    ...(left === 0 ? [] : [`- ${left} more are left out here.`]),
  ];
};

/** A document for a terminal of `width` columns, used between 60 and 200. No trailing line break. */
export const documentText = (
  document: Document,
  options: { readonly width: number; readonly colour: boolean },
): string => {
  const width = Math.min(200, Math.max(60, options.width));
  const paint = paintOf(options.colour);
  const blocks = (all: readonly Block[]): readonly string[] =>
    all.map((block) => blockLines(block, width, paint).join('\n'));
  return [
    paint.bold(visible(document.title)),
    wrapText(visible(document.headline.text, 1000), width)
      .map((line) => tonedText(document.headline, line, paint))
      .join('\n'),
    ...blocks(document.lead),
    ...sectionsOf(document).flatMap(({ heading, blocks: own }) => {
      const [first = '', ...others] = blocks(own);
      return [`${paint.bold(visible(heading))}\n${first}`, ...others];
    }),
  ].join('\n\n');
};
