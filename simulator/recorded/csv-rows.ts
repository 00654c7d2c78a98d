import type { TextChunks } from './import-result.ts';
import { textLines, type TextLine } from './text-lines.ts';

/** A row of a CSV file, or a line that is none. */
export type CsvRow =
  | { readonly kind: 'row'; readonly line: number; readonly text: string; readonly cells: readonly string[] }
  | { readonly kind: 'damaged'; readonly line: number; readonly text: string; readonly why: string };

/** A cell with line breaks in it goes over so many lines at most; else one quote that is not closed would eat the file. */
const MAX_LINES_OF_A_ROW = 20;
const MAX_CELLS = 1000;

/** Cells of a row by RFC 4180; `open` where a quoted cell goes on in the next line, undefined where quotes stand wrong. */
function cellsOf(text: string, separator: string): readonly string[] | 'open' | undefined {
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    if (cells.length >= MAX_CELLS) return undefined;
    if (text[at] === '"') {
      let cell = '';
      let from = at + 1;
      for (;;) {
        const quote = text.indexOf('"', from);
        if (quote === -1) return 'open';
        cell += text.slice(from, quote);
        from = quote + 1;
        if (text[from] !== '"') break;
        cell += '"';
        from++;
      }
      if (from < text.length && text[from] !== separator) return undefined;
      cells.push(cell);
      at = from;
    } else {
      const end = text.indexOf(separator, at);
      const cell = text.slice(at, end === -1 ? text.length : end);
      if (cell.includes('"')) return undefined;
      cells.push(cell);
      at = end === -1 ? text.length : end;
    }
    if (at >= text.length) return cells;
    at++;
  }
}

/**
 * Rows by RFC 4180 with any separator of one character; empty lines are passed over. A line whose quotes do not close is told of as damaged, and reading
 * goes on with the line after it. Holds some lines at most.
 */
export async function* csvRows(chunks: TextChunks, separator: string): AsyncGenerator<CsvRow> {
  let open: TextLine[] = [];
  /** Tries the open lines as one row; `undefined` where more lines are needed. */
  const row = (isLast: boolean): CsvRow | undefined => {
    const [first] = open;
    if (first === undefined) return undefined;
    const { line, text: firstText = '' } = first;
    const damaged = (why: string): CsvRow => {
      open = open.slice(1);
      return { kind: 'damaged', line, text: firstText, why };
    };
    if (first.text === undefined) return damaged('the line is longer than any row');
    const text = open.map((one) => one.text ?? '').join('\n');
    const cells = cellsOf(text, separator);
    if (cells === undefined) return damaged('its quotes do not stand around whole cells');
    if (cells !== 'open') {
      open = [];
      return { kind: 'row', line, text, cells };
    }
    if (!isLast && open.length < MAX_LINES_OF_A_ROW) return undefined;
    return damaged('a quote is not closed');
  };
  /** Every row that can be told of now; after a damaged line the lines behind it are looked at again, one by one. */
  function* rows(isLast: boolean): Generator<CsvRow> {
    for (;;) {
      const found = row(isLast);
      if (found === undefined) return;
      yield found;
      if (found.kind === 'row') continue;
      const again = open;
      open = [];
      for (const line of again) yield* take(line);
    }
  }
  function* take(line: TextLine): Generator<CsvRow> {
    if (open.length === 0 && line.text?.trim() === '') return;
    open.push(line);
    yield* rows(false);
  }
  for await (const line of textLines(chunks)) yield* take(line);
  yield* rows(true);
}
