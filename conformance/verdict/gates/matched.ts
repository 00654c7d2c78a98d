import type { GateVerdict } from '../types.ts';

/** Something was asked for that exists. `executed`: operations of lanes that are not the harness's own, and lanes that could not run. */
export const matched = (executed: number): GateVerdict =>
  executed > 0
    ? { gate: 'matched', verdict: 'PASS', reason: 'lanes were played' }
    : { gate: 'matched', verdict: 'NOT_RUN', reason: 'nothing was selected that exists: no lane was played' };

/** The run came to its end. */
export const complete = (ended: boolean): GateVerdict =>
  ended
    ? { gate: 'complete', verdict: 'PASS', reason: 'the run came to its end' }
    : { gate: 'complete', verdict: 'INCONCLUSIVE', reason: 'the run was cut off, and no absence is proven' };
