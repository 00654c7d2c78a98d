import type { HistoryLine } from './lines.ts';

/** Where monotonic time runs backwards within a line: the field, what it says, and what it may not come before. */
export interface Backwards {
  readonly field: string;
  readonly value: number;
  readonly after: string;
  readonly least: number;
}

const order = (field: string, value: number, after: string, least: number): Backwards | undefined =>
  value < least ? { field, value, after, least } : undefined;

/** The first instant of a line that comes before the one that it follows; undefined where all are in order. */
export const backwards = (line: HistoryLine): Backwards | undefined => {
  switch (line.kind) {
    case 'op':
      return order('settled', line.settled, 'sent', line.sent);
    case 'seen':
      return line.after === null ? undefined : order('by', line.by, 'after', line.after);
    case 'arrived':
      return order('answered', line.answered, 'at', line.at);
    case 'fault':
      return order('until', line.until, 'from', line.from);
    default:
      return undefined;
  }
};
