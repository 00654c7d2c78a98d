import { REFUSALS } from '../../codes/refusals.ts';
import type { RefusalCode } from '../../codes/refusals.ts';

/** The refusals an acknowledgement may carry, as a Markdown table with aligned columns: ERR-5, ERR-3, MSA-1, meaning. */
export const refusalTable = (): string => {
  const rows = Object.entries<RefusalCode>(REFUSALS)
    .filter(([, refusal]) => refusal.ack !== undefined)
    .map(([name, refusal]) => [`\`${name}\``, refusal.err3 ?? '207', refusal.ack ?? '', refusal.text]);
  const head = ['ERR-5', 'ERR-3', 'MSA-1', 'meaning'];
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[], fill = ' ') =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0, fill)).join(' | ')} |`;
  return [line(head), line(['', '', '', ''], '-'), ...rows.map((row) => line(row))].join('\n');
};
