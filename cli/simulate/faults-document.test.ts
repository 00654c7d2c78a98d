import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { faults } from '../../simulator/faults/catalogue.ts';

/** `UPDATE_DOCS=1` writes the table into the document instead of comparing it. */
const DOCUMENT = fileURLToPath(new URL('../../docs/faults.md', import.meta.url));
const TABLE = /<!-- faults -->\n[\s\S]*<!-- end -->\n/;

function table(): string {
  const rows = faults.map(({ id, layer, measures, title, usual }) => [
    `\`${id}\``,
    layer,
    measures.join(', '),
    title,
    usual,
  ]);
  const all = [['id', 'layer', 'of', 'what', 'how often'], ...rows];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = all;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n');
}

test('the table of docs/faults.md is that of the catalogue', () => {
  const document = readFileSync(DOCUMENT, 'utf8');
  const written = document.replace(TABLE, `<!-- faults -->\n\n${table()}\n\n<!-- end -->\n`);
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(DOCUMENT, written);
  else expect(document).toBe(written);
});
