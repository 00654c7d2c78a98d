/** Scripts and pictographs that take two columns (a summary of Unicode UAX #11, enough for names and scenario ids). */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const COMBINING = /\p{Mn}|\p{Me}/u;

const columnsOf = (character: string): number => (COMBINING.test(character) ? 0 : WIDE.test(character) ? 2 : 1);

/** Columns that a text takes on a terminal. The text holds no escapes. */
export const displayWidth = (text: string): number => [...text].reduce((sum, c) => sum + columnsOf(c), 0);

/** The text cut to at most `width` columns, with an ellipsis where something was cut. */
export function truncate(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let used = 0;
  let out = '';
  for (const c of text) {
    used += columnsOf(c);
    if (used > width - 1) break;
    out += c;
  }
  return width <= 0 ? '' : `${out}…`;
}

/** The text cut or filled with spaces to exactly `width` columns. */
export function fit(text: string, width: number, align: 'left' | 'right' = 'left'): string {
  const cut = truncate(text, width);
  const fill = ' '.repeat(Math.max(0, width - displayWidth(cut)));
  return align === 'left' ? cut + fill : fill + cut;
}

/** The text broken at spaces into lines of at most `width` columns; a longer word is broken where it has to be. */
export function wrapText(text: string, width: number): readonly string[] {
  const room = Math.max(8, width);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    let rest = word;
    while (displayWidth(rest) > room) {
      if (line !== '') lines.push(line);
      line = '';
      const head = truncate(rest, room + 1).slice(0, -1);
      lines.push(head);
      rest = rest.slice(head.length);
    }
    const joined = line === '' ? rest : `${line} ${rest}`;
    if (displayWidth(joined) <= room) line = joined;
    else {
      lines.push(line);
      line = rest;
    }
  }
  return line === '' && lines.length > 0 ? lines : [...lines, line];
}
