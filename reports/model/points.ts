import { keyOf, type Reading } from '../../contract/domain/index.ts';
import type { OpLine } from '../../conformance/history/lines.ts';
import { describeResult } from './describe-line.ts';
import { parseInstant } from './instant.ts';
import type { Point, PointState } from './series.ts';
import { toPlot } from './unit.ts';

const STATE: Readonly<Record<OpLine['outcome'], PointState>> = { ok: 'filed', refused: 'refused', unknown: 'unknown' };
const RANK: Readonly<Record<PointState, number>> = { filed: 0, unknown: 1, refused: 2 };

function pointOf(op: OpLine, reading: Reading, unit: string): Point | undefined {
  const at = parseInstant(reading.effective);
  if (at === undefined) return undefined;
  const { result } = reading;
  const y = result.kind === 'value' ? toPlot(result.quantity.value, result.quantity.unit, unit) : undefined;
  const mark =
    result.kind === 'off-scale' ? (result.direction === 'high' ? 'HI' : 'LO') : y === undefined ? 'none' : 'value';
  const state = STATE[op.outcome];
  const why = state === 'filed' ? '' : ` · ${state}${op.answer.refusal === undefined ? '' : `: ${op.answer.refusal}`}`;
  return {
    reading: keyOf(reading.identifier),
    ms: at.ms,
    state,
    y,
    mark,
    text: `${describeResult(result)}${why}`,
  };
}

/**
 * The readings sent for one patient and measure, by effective time. A reading that was sent again
 * with the same content is one point, in the best state that any of its sendings reached.
 */
export function pointsOf(ops: readonly OpLine[], unit: string): readonly Point[] {
  const best = new Map<string, Point>();
  for (const op of ops) {
    if (op.act.op !== 'reading.submit') continue;
    const point = pointOf(op, op.act.reading, unit);
    if (point === undefined) continue;
    const key = JSON.stringify([point.reading, point.ms, describeResult(op.act.reading.result)]);
    const known = best.get(key);
    if (known === undefined || RANK[point.state] < RANK[known.state]) best.set(key, point);
  }
  return [...best.values()].sort((a, b) => a.ms - b.ms);
}
