import type { FaultLine } from '../../history/lines.ts';
import type { Span } from './span.ts';

const NS_PER_MS = 1_000_000n;

/** Between `from` and `until`, monotonic ns, both included, the SUT's own clock may have been wrong by `by` ns. */
export interface Step {
  readonly from: bigint;
  readonly until: bigint;
  readonly by: bigint;
}

/** The step that a fault tells of; undefined: it tells of none, or of one patient's phone. */
export const stepOf = ({ fault, from, until, byMs, patient }: FaultLine): Step | undefined =>
  fault !== 'clock-stepped' || byMs === undefined || patient !== undefined
    ? undefined
    : { from: BigInt(from), until: BigInt(until), by: BigInt(byMs) * NS_PER_MS };

const NOTHING: Span = { low: 0n, high: 0n };

/** With one more thing that may be so or not. */
const orBy = ({ low, high }: Span, by: bigint): Span => ({ low: by < low ? by : low, high: by > high ? by : high });

/**
 * How far a clock can have been wrong at some moment of [from, to]. A step may have been in force or not: it took effect at
 * some moment, and of several processes one may have been right. A test clock that was advanced while the clock was
 * wrong is wrong the other way from then on, once the clock is right again.
 */
export const wrongBy = (
  steps: readonly Step[],
  advances: readonly { readonly sent: bigint; readonly settled: bigint }[],
  from: bigint,
  to: bigint,
): Span => {
  let now = NOTHING;
  let since = NOTHING;
  for (const step of steps) {
    if (step.from <= to && from <= step.until) now = orBy(now, step.by);
    const isBent = advances.some(({ sent, settled }) => sent <= to && sent <= step.until && step.from <= settled);
    if (isBent) since = orBy(since, -step.by);
  }
  return { low: now.low + since.low, high: now.high + since.high };
};
