import type { EndLine, HistoryLine, OpLine, RunLine } from '../../conformance/history/lines.ts';

/** The single lines of a history that a report needs by name. */
export const runLineOf = (lines: readonly HistoryLine[]): RunLine | undefined =>
  lines.find((l): l is RunLine => l.kind === 'run');
export const endLineOf = (lines: readonly HistoryLine[]): EndLine | undefined =>
  lines.find((l): l is EndLine => l.kind === 'end');

/** Lines by sequence number, for findings that name the lines they rest on. */
export const linesBySeq = (lines: readonly HistoryLine[]): ReadonlyMap<number, HistoryLine> =>
  new Map(lines.flatMap((l) => (l.kind === 'run' ? [] : [[l.seq, l] as const])));

/** Seconds between a lane's first intention and its last answer, by lane. */
export function laneSeconds(lines: readonly HistoryLine[]): ReadonlyMap<string, number> {
  const spans = new Map<string, { from: number; to: number }>();
  for (const line of lines) {
    if (line.kind !== 'op') continue;
    const span = spans.get(line.lane);
    if (span === undefined) spans.set(line.lane, { from: line.intended, to: line.settled });
    else {
      span.from = Math.min(span.from, line.intended);
      span.to = Math.max(span.to, line.settled);
    }
  }
  return new Map([...spans].map(([lane, s]) => [lane, Math.max(0, s.to - s.from) / 1e9]));
}

/** Operations of each lane, in the order of the history. */
export function opsByLane(lines: readonly HistoryLine[]): ReadonlyMap<string, readonly OpLine[]> {
  const lanes = new Map<string, OpLine[]>();
  for (const line of lines) {
    if (line.kind !== 'op') continue;
    const ops = lanes.get(line.lane);
    if (ops === undefined) lanes.set(line.lane, [line]);
    else ops.push(line);
  }
  return lanes;
}
