import type { TextChunks } from './import-result.ts';

/** One line without its end; `text` is undefined where it is longer than any. */
export interface TextLine {
  /** Counts from 1. */
  readonly line: number;
  readonly text: string | undefined;
}

export const MAX_LINE_CHARACTERS = 64 * 1024;

/** The lines of a file, whatever its line ends (LF, CRLF), without a byte order mark. Holds one line at most. */
export async function* textLines(chunks: TextChunks): AsyncGenerator<TextLine> {
  let line = 1;
  let rest = '';
  let isTooLong = false;
  let isFirst = true;
  const ended = (piece: string): TextLine => {
    const whole = rest + piece;
    const text = isTooLong || whole.length > MAX_LINE_CHARACTERS ? undefined : whole.replace(/\r$/, '');
    rest = '';
    isTooLong = false;
    return { line: line++, text };
  };
  for await (const chunk of chunks) {
    const text = isFirst && chunk.startsWith('\uFEFF') ? chunk.slice(1) : chunk;
    if (chunk !== '') isFirst = false;
    let from = 0;
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', from)) {
      yield ended(text.slice(from, at));
      from = at + 1;
    }
    rest += text.slice(from);
    if (rest.length > MAX_LINE_CHARACTERS) {
      rest = '';
      isTooLong = true;
    }
  }
  if (rest !== '' || isTooLong) yield ended('');
}
