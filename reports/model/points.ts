import { keyOf, type Reading } from '../../contract/domain/index.ts';
import type { ArrivedLine, OpLine } from '../../conformance/history/lines.ts';
import { describeResult } from './describe-line.ts';
import { parseInstant } from './instant.ts';
import type { Point, PointState, Series } from './series.ts';
import { toPlot } from './unit.ts';

const STATE: Readonly<Record<OpLine['outcome'], PointState>> = { ok: 'filed', refused: 'refused', unknown: 'unknown' };
const RANK: Readonly<Record<PointState, number>> = { filed: 0, unknown: 1, refused: 2 };

function pointOf(reading: Reading, state: PointState, refusal: string | undefined, unit: string): Point | undefined {
  const at = parseInstant(reading.effective);
  if (at === undefined) return undefined;
  const { result } = reading;
  const y = result.kind === 'value' ? toPlot(result.quantity.value, result.quantity.unit, unit) : undefined;
  const mark =
    result.kind === 'off-scale' ? (result.direction === 'high' ? 'HI' : 'LO') : y === undefined ? 'none' : 'value';
  const why = state === 'filed' ? '' : ` · ${state}${refusal === undefined ? '' : `: ${refusal}`}`;
  return {
    reading: keyOf(reading.identifier),
    ms: at.ms,
    state,
    y,
    mark,
    text: `${describeResult(result)}${why}`,
  };
}

const ARRIVED: Readonly<Record<ArrivedLine['outcome'], PointState>> = {
  accepted: 'filed',
  refused: 'refused',
  unavailable: 'unknown',
  cut: 'unknown',
};

/**
 * The readings sent for one patient and measure, or that arrived from a sender, by effective time. A reading that was
 * sent again with the same content is one point, in the best state that any of its sendings reached.
 */
export function pointsOf(ops: readonly OpLine[], arrived: readonly ArrivedLine[], unit: string): readonly Point[] {
  const best = new Map<string, Point>();
  const take = (reading: Reading, state: PointState, refusal: string | undefined): void => {
    const point = pointOf(reading, state, refusal, unit);
    if (point === undefined) return;
    const key = JSON.stringify([point.reading, point.ms, describeResult(reading.result)]);
    const known = best.get(key);
    if (known === undefined || RANK[point.state] < RANK[known.state]) best.set(key, point);
  };
  for (const { act, outcome, answer } of ops)
    if (act.op === 'reading.submit') take(act.reading, STATE[outcome], answer.refusal);
  for (const { reading, outcome, problem } of arrived)
    if (reading !== undefined) take(reading, ARRIVED[outcome], problem?.code);
  return [...best.values()].sort((a, b) => a.ms - b.ms);
}

/** What the patient's own device showed, by its time: the truth behind what a sender forwards. */
export const truthOf = (ops: readonly OpLine[], unit: string): Series['truth'] =>
  ops
    .flatMap(({ act }) => {
      if (act.op !== 'phone.show' || act.whose !== 'patient' || act.reading.result.kind !== 'value') return [];
      const { value, unit: shown } = act.reading.result.quantity;
      const [at, y] = [parseInstant(act.reading.effective), toPlot(value, shown, unit)];
      return at === undefined || y === undefined ? [] : [{ ms: at.ms, y }];
    })
    .sort((a, b) => a.ms - b.ms);
