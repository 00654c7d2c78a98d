import { markup, type Markup, type Part } from '../markup.ts';

export interface Column<Row> {
  readonly head: string;
  readonly cell: (row: Row) => Part;
  /** `num`: right-aligned figures. `wide`: may break anywhere. */
  readonly css?: 'num' | 'wide';
}

/**
 * A table with a caption and scopes. At most `max` rows; what was left out is said in the caption.
 * The first column heads its row.
 */
export function table<Row>(caption: string, columns: readonly Column<Row>[], rows: readonly Row[], max = 40): Markup {
  const shown = rows.slice(0, max);
  const left = rows.length - shown.length;
  const note =
    left === 0
      ? ''
      : ` The first ${shown.length} of ${rows.length} rows; ${left} are left out here and stand in history.ndjson.`;
  const [first, ...others] = columns;
  if (first === undefined) return markup``;
  const heads = columns.map((c) => markup`<th scope="col" class="${c.css}">${c.head}</th>`);
  const body = shown.map((row) => {
    const cells = others.map((c) => markup`<td class="${c.css}">${c.cell(row)}</td>`);
    return markup`<tr><th scope="row">${first.cell(row)}</th>${cells}</tr>\n`;
  });
  return markup`<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table><caption>${caption}.${note}</caption>
<thead><tr>${heads}</tr></thead><tbody>
${body}</tbody></table></div>`;
}
