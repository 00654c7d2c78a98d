import type { Timing } from '../../oracle/sight/delay.ts';
import type { DelaySample } from '../../oracle/sight/delay-samples.ts';

const NS_PER_US = 1000;
const US_PER_MS = 1000;

/** From intended send to visible item, in ms: somewhere in [lowMs, highMs]; `highMs` null: never seen. */
export interface Latency extends Pick<DelaySample, 'severity' | 'transport' | 'isPushed'> {
  readonly lowMs: number;
  readonly highMs: number | null;
}

/**
 * Latencies from what the oracle found. `lagNs`: how late the harness itself can have been; it may have made an item
 * look slow, and never fast.
 */
export const latenciesOf = (samples: readonly DelaySample[], lagNs: number): readonly Latency[] =>
  samples.map(({ severity, transport, lowNs, highNs, isPushed }) => ({
    severity,
    transport,
    // Outwards to a microsecond: the interval never loses the truth.
    lowMs: Math.floor(Math.max(0, lowNs - lagNs) / NS_PER_US) / US_PER_MS,
    highMs: highNs === null ? null : Math.ceil(Math.max(0, highNs) / NS_PER_US) / US_PER_MS,
    ...(isPushed === undefined ? {} : { isPushed }),
  }));

/** The same as delays against a deadline. */
export const timingsWithin = (latencies: readonly Latency[], deadlineMs: number): readonly Timing[] =>
  latencies.map(({ lowMs, highMs }) => ({ deadlineMs, lowMs, highMs }));
