import type { ParkedAlert } from '../../reference-impl/alerts/alert.ts';

/** Some one else's words, on one line: what moves a terminal's cursor does not reach it. */
const inOneLine = (words: string): string => words.replaceAll(/[\p{Cc}\p{Cf}]+/gu, ' ');

/** A line for each alert that was put aside: its number, when it was noted, what it is of, and why it is not sent. */
export const alertsText = (parked: readonly ParkedAlert[]): string => {
  if (parked.length === 0) return 'No alert is put aside.';
  return parked
    .map(({ seq, atMs, phase, item: { kind, identifier }, why }) =>
      [seq, new Date(atMs).toISOString(), phase, kind, identifier.value, inOneLine(why)].join('  '),
    )
    .join('\n');
};
