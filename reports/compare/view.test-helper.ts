import type { RunLine } from '../../conformance/history/lines.ts';
import type { RunVerdicts, Verdict } from '../../conformance/verdict/types.ts';
import type { Latencies, Quantile } from '../model/latency-rows.ts';
import { requirement, runLine, verdicts } from '../sample-run.test-helper.ts';
import type { RunView } from './run-view.ts';

/** One row of latencies whose quantiles are all the same. */
export const latencies = (told: Quantile, over: Partial<Latencies> = {}): Latencies => ({
  severity: 'all',
  transport: 'all',
  samples: 100,
  neverSeen: 0,
  quantiles: { p50: told, p95: told, p99: told, 'p99.9': { needsSamples: 2995 } },
  ...over,
});

/** A run in which each requirement named has the verdict named. */
export const view = (
  by: Readonly<Record<string, Verdict>>,
  over: {
    readonly name?: string;
    readonly of?: Partial<RunVerdicts>;
    readonly run?: Partial<RunLine>;
    readonly latencies?: readonly Latencies[];
  } = {},
): RunView => ({
  name: over.name ?? 'run',
  verdicts: verdicts({
    requirements: Object.entries(by).map(([id, verdict]) => requirement(id, verdict)),
    ...over.of,
  }),
  run: runLine(over.run),
  latencies: over.latencies ?? [],
  remarks: [],
});
