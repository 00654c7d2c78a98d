import { HistoryLine } from '../history/lines.ts';

const renamed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(renamed);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const isKey = entries.length === 2 && 'system' in value && 'value' in value;
  return Object.fromEntries(
    entries.map(([name, part]) => [name, isKey && name === 'system' ? `urn:other:${String(part)}` : renamed(part)]),
  );
};

/** The same history with every business key under another system: nobody may know a patient, order or reading by it. */
export const withOtherSystems = (lines: readonly HistoryLine[]): HistoryLine[] =>
  lines.map((line) => HistoryLine.parse(renamed(line)));

const timeOf = (line: HistoryLine): number => {
  if (line.kind === 'op') return line.settled;
  if (line.kind === 'seen') return line.by;
  return line.kind === 'end' ? line.at : line.kind === 'fault' ? line.until : -1;
};

/** The same history with lines of one instant written down the other way round. */
export const withTiesTurned = (lines: readonly HistoryLine[]): HistoryLine[] =>
  lines
    .map((line, i) => ({ line, i }))
    .sort((a, b) => timeOf(a.line) - timeOf(b.line) || b.i - a.i)
    .map(({ line }) => line);
