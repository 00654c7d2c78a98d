/** Columns of the terminal that a picture shows. */
const COLUMNS = 100;
const INDENT = ' '.repeat(13);

// oxlint-disable-next-line no-control-regex -- the escapes of a terminal are what is read here
const SGR = /\u001b\[[\d;]*m/g;
const plain = (line: string): string => line.replaceAll(SGR, '');

/** A line that is too long goes on in the next row, between words and below what the line says. Lines with colours were wrapped before. */
const wrapped = (line: string): readonly string[] => {
  if (plain(line) !== line || line.length <= COLUMNS) return [line];
  const cut = line.lastIndexOf(' ', COLUMNS);
  if (cut <= INDENT.length) return [line];
  return [line.slice(0, cut), ...wrapped(`${INDENT}${line.slice(cut + 1)}`)];
};

/** The lines from one that begins so to the last before one that ends it. */
const stretch = (lines: readonly string[], begin: string, isEnd: (line: string) => boolean): readonly string[] => {
  const from = lines.findIndex((line) => plain(line).startsWith(begin));
  if (from === -1) throw new Error(`nothing that begins with "${begin}" was shown`);
  const length = lines.slice(from + 1).findIndex((line) => isEnd(plain(line)));
  return lines.slice(from, length === -1 ? undefined : from + 1 + length);
};

const COUNTEREXAMPLE = /^counterexample of (\S+): (\d+) operations/;

/**
 * Of what `vitalproof properties` showed: the failure of the requirement with the smallest counterexample, and that. Throws an
 * Error where none was made.
 */
export const cutToFailure = (said: string): string => {
  const lines = said.split('\n');
  const [smallest] = lines
    .flatMap((line) => {
      const [, id, size] = COUNTEREXAMPLE.exec(plain(line)) ?? [];
      return id === undefined ? [] : [{ id, size: Number(size) }];
    })
    .toSorted((a, b) => a.size - b.size);
  if (smallest === undefined) throw new Error('no counterexample was shown');
  const { id } = smallest;
  return [
    ...stretch(lines, `✗ ${id} (`, (line) => line === ''),
    '',
    ...stretch(lines, `counterexample of ${id}:`, (line) => line === '' || line.startsWith('making a ')),
  ]
    .flatMap(wrapped)
    .join('\n');
};
