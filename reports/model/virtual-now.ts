import type { OpLine } from '../../conformance/history/lines.ts';
import { parseInstant } from './instant.ts';

/**
 * An estimate of a patient's clock at an operation: the last advance plus the time that has run
 * since, or wall time where there was none. Good enough to place a version on a drawing.
 */
export function virtualNow(advances: readonly OpLine[]): (op: OpLine) => number {
  return (op) => {
    let last: { ms: number; settled: number } | undefined;
    for (const advance of advances) {
      if (advance.act.op !== 'clock.advance' || advance.settled > op.settled || advance.outcome !== 'ok') continue;
      const at = parseInstant(advance.output?.now ?? advance.act.to);
      if (at !== undefined) last = { ms: at.ms, settled: advance.settled };
    }
    if (last === undefined) return parseInstant(op.wall)?.ms ?? 0;
    return last.ms + (op.settled - last.settled) / 1e6;
  };
}
