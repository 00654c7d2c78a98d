import { type DelayBounds, summarise } from '../../oracle/sight/delay-summary.ts';
import { samplesNeeded } from '../../oracle/sight/quantile.ts';
import { type Latency, timingsWithin } from './latency.ts';
import { CONFIDENCE, type QuantileName, QUANTILES } from './threshold.ts';

/** A quantile that may be told, with the interval that it lies in; or how many samples it would take. */
export type ToldQuantile = DelayBounds | { readonly needsSamples: number };

/** Latencies of one severity over one transport, or of all. */
export interface LatencyRow {
  readonly severity: string;
  readonly transport: string;
  readonly samples: number;
  /** Items that had to come and were never seen; they count as infinitely late. */
  readonly neverSeen: number;
  readonly quantiles: Readonly<Record<QuantileName, ToldQuantile>>;
  /** Undefined: there is none. */
  readonly max: DelayBounds | undefined;
}

const ALL = 'all';

/** With fewer samples nothing can be claimed of a quantile, though all of them were in time. */
const neededFor = (name: QuantileName): number => samplesNeeded({ share: QUANTILES[name], confidence: CONFIDENCE });
const NEEDED: Readonly<Record<QuantileName, { readonly thousandths: number; readonly samples: number }>> = {
  p50: { thousandths: 500, samples: neededFor('p50') },
  p95: { thousandths: 950, samples: neededFor('p95') },
  p99: { thousandths: 990, samples: neededFor('p99') },
  'p99.9': { thousandths: 999, samples: neededFor('p99.9') },
};

const rowOf = (severity: string, transport: string, latencies: readonly Latency[]): LatencyRow => {
  // The deadline decides none of what is taken from the summary.
  const { samples, neverSeen, max, quantiles } = summarise(timingsWithin(latencies, 0));
  const told = (name: QuantileName): ToldQuantile => {
    const needed = NEEDED[name];
    const found = quantiles.find((q) => q.thousandths === needed.thousandths);
    if (found === undefined || samples < needed.samples) return { needsSamples: needed.samples };
    return { lowMs: found.lowMs, highMs: found.highMs };
  };
  return {
    severity,
    transport,
    samples,
    neverSeen,
    quantiles: { p50: told('p50'), p95: told('p95'), p99: told('p99'), 'p99.9': told('p99.9') },
    max,
  };
};

/**
 * Rows of all, of each severity, of each transport and of both, each from the samples themselves. A row that would say
 * what the row before it says is left out.
 */
export const latencyTable = (latencies: readonly Latency[]): readonly LatencyRow[] => {
  const severities = [...new Set(latencies.map((l) => l.severity))].toSorted();
  const transports = [...new Set(latencies.map((l) => l.transport))].toSorted();
  const of = (severity: string, transport: string): LatencyRow =>
    rowOf(
      severity,
      transport,
      latencies.filter(
        (l) => (severity === ALL || l.severity === severity) && (transport === ALL || l.transport === transport),
      ),
    );
  return [
    of(ALL, ALL),
    ...(severities.length > 1 ? severities.map((severity) => of(severity, ALL)) : []),
    ...(transports.length > 1 ? transports.map((transport) => of(ALL, transport)) : []),
    ...(severities.length > 1 && transports.length > 1
      ? severities.flatMap((severity) => transports.map((transport) => of(severity, transport)))
      : []),
  ].filter((row) => row.samples > 0 || row.severity === ALL);
};

/** A bound in ms, for people; infinite where something was never seen. */
export const boundText = (ms: number | null): string => (ms === null ? '∞' : ms < 10 ? ms.toFixed(1) : ms.toFixed(0));
