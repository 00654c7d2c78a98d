import type { Deadlines } from '../../history/lines.ts';
import type { GateVerdict } from '../types.ts';
import { msText, tolerated } from './harness-on-time.ts';

/** The wall clock moved against the monotonic one: by how much (ns, signed), about when (monotonic ns). */
export interface ClockStep {
  readonly by: number;
  readonly at: number;
}

/** What the oracle allows the SUT's clock to be off, ns; a step past it makes what it derived wrong. */
const ORACLE_ALLOWS = 1_000_000_000;

const seconds = (ns: number): string => `${(ns / 1e9).toFixed(1)} s`;

/**
 * The harness's wall clock went with its monotonic one. Deadlines rest on the monotonic clock alone; what the SUT's
 * clock showed is derived from wall time, and a step leaves it open. `step`: the largest there was.
 */
export const clockSteady = (step: ClockStep | undefined, deadlines: Deadlines): GateVerdict => {
  const gate = 'clock-steady';
  if (step === undefined || Math.abs(step.by) <= tolerated(deadlines))
    return { gate, verdict: 'PASS', reason: 'the wall clock went with the monotonic one' };
  const { by, at } = step;
  const what = `the wall clock was set ${by > 0 ? 'forwards' : 'back'} by ${msText(Math.abs(by))} about ${seconds(at)} after the start`;
  return Math.abs(by) > ORACLE_ALLOWS
    ? { gate, verdict: 'HARNESS_ERROR', reason: `${what}: what the system's clock showed is not known` }
    : { gate, verdict: 'INCONCLUSIVE', reason: `${what}, past 1 % of the tightest deadline` };
};
