import type { HistoryLine } from '../history/lines.ts';

/** A line of a canary without its bytes: they are kept no longer than it is played. */
export const withoutWire = (line: HistoryLine): HistoryLine => {
  if (line.kind !== 'op' && line.kind !== 'seen' && line.kind !== 'arrived') return line;
  const { wire: _, ...rest } = line;
  return rest;
};
