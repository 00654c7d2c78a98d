import type { HistoryLine } from './history/lines.ts';

const MS = 1_000_000;

/** Instants that the harness's monotonic clock gave. */
const TIMES: ReadonlySet<string> = new Set(['intended', 'sent', 'settled', 'after', 'by', 'from', 'until', 'at']);

/** A line with every monotonic instant put elsewhere. Wall times and everything about patients stay. */
const moved = (line: HistoryLine, move: (ns: number) => number): HistoryLine =>
  Object.fromEntries(
    Object.entries(line).map(([name, value]) => [
      name,
      TIMES.has(name) && typeof value === 'number' ? move(value) : value,
    ]),
  ) as unknown as HistoryLine;

/** When the harness did what a line tells of. */
const whenOf = (line: HistoryLine): number =>
  line.kind === 'op' ? line.sent : line.kind === 'seen' ? line.by : line.kind === 'end' ? line.at : 0;

/** The harness's wall clock is set by so much at an instant; its monotonic clock is not. */
export const stepped = (lines: readonly HistoryLine[], atNs: number, byMs: number): readonly HistoryLine[] =>
  lines.map((line) =>
    line.kind === 'op' && line.sent >= atNs
      ? { ...line, wall: new Date(Date.parse(line.wall) + byMs).toISOString() }
      : line,
  );

/**
 * The harness stands still for so long from an instant on: what it was about to do or to see comes later, what it had
 * sent settles later, and its lag meter sees the pause. What the system did meanwhile, it did in time.
 */
export const paused = (lines: readonly HistoryLine[], atNs: number, forMs: number): readonly HistoryLine[] => {
  const pause = forMs * MS;
  return lines.map((line) => {
    const shifted = moved(line, (ns) => (ns >= atNs ? ns + pause : ns));
    if (shifted.kind === 'op' && shifted.sent >= atNs)
      return { ...shifted, wall: new Date(Date.parse(shifted.wall) + forMs).toISOString() };
    return shifted.kind === 'end' ? { ...shifted, lag: Math.max(shifted.lag, pause) } : shifted;
  });
};

/** The harness is starved of its processor: every line of it late by another delay, up to so much, and charged. */
export const starved = (lines: readonly HistoryLine[], delayMs: (i: number) => number): readonly HistoryLine[] => {
  let late = 0;
  let worst = 0;
  return lines.map((line, i) => {
    const delay = Math.round(delayMs(i) * MS);
    const before = late;
    late += delay;
    worst = Math.max(worst, delay);
    const edge = whenOf(line);
    // What it was about to do is late by all before it; what it waited for is seen later by its own delay, too.
    const shifted = moved(line, (ns) => ns + (ns > edge ? late : before));
    if (shifted.kind === 'seen') return { ...shifted, by: shifted.by + delay };
    if (shifted.kind === 'op')
      return { ...shifted, wall: new Date(Date.parse(shifted.wall) + before / MS).toISOString() };
    return shifted.kind === 'end' ? { ...shifted, lag: Math.max(shifted.lag, worst) } : shifted;
  });
};
