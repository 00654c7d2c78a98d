import { z } from 'zod';
import type { JudgedHistory } from '../../judge.ts';
import { isTechnicalLane } from '../../verdict/technical-lane.ts';
import { latenciesOf } from '../latency/latency.ts';
import { latencyTable } from '../latency/latency-table.ts';
import { judgeThreshold, Threshold } from '../latency/threshold.ts';

const Bounds = z.strictObject({ lowMs: z.number(), highMs: z.number().nullable() });
const Told = z.union([Bounds, z.strictObject({ needsSamples: z.number() })]);

const Row = z.strictObject({
  severity: z.string(),
  transport: z.string(),
  samples: z.number(),
  neverSeen: z.number(),
  quantiles: z.strictObject({ p50: Told, p95: Told, p99: Told, 'p99.9': Told }),
  max: Bounds.optional(),
});

/** What a load run came to, as `load.json` says it. `format` rises with every change that a reader has to know of. */
export const LoadResult = z.strictObject({
  format: z.literal(1),
  run: z.string(),
  profile: z.string(),
  sut: z.strictObject({ name: z.string(), version: z.string() }),
  /** Of the whole run, thresholds left out. */
  verdict: z.string(),
  exitCode: z.number(),
  readings: z.number(),
  /** Items of which a subscriber was told before a look showed them; 0 where the system has no subscriptions. */
  pushed: z.number().default(0),
  items: z.number(),
  /** From the beginning of the run to its last line. */
  runSeconds: z.number(),
  /** From the last line of the history to the verdict, and the most memory that the judge took. */
  judge: z.strictObject({ seconds: z.number(), mostMemoryMb: z.number().nullable(), whileItRan: z.boolean() }),
  latencies: z.array(Row),
  thresholds: z.array(
    z.strictObject({
      threshold: Threshold,
      verdict: z.enum(['PASS', 'FAIL', 'INCONCLUSIVE']),
      counts: z.strictObject({ late: z.number(), inTime: z.number(), undecided: z.number() }),
      why: z.string(),
    }),
  ),
  /** Single posts a second of express and a commit alone, measured in the same run on the same machine. */
  floor: z.strictObject({ singlesPerSecond: z.number() }).optional(),
});
export type LoadResult = z.infer<typeof LoadResult>;

/** What is known of a run beside its verdicts. */
export interface AboutLoad {
  readonly profile: string;
  readonly sut: { readonly name: string; readonly version: string };
  readonly thresholds: readonly Threshold[];
  readonly judge: LoadResult['judge'];
}

/** The result of a load from what was judged of its history. */
export const loadResult = ({ verdicts, delays, end }: JudgedHistory, about: AboutLoad): LoadResult => {
  const { profile, sut, thresholds, judge } = about;
  const latencies = latenciesOf(delays, end?.lag ?? 0);
  const lanes = verdicts.lanes.filter(({ lane }) => !isTechnicalLane(lane));
  const { run, verdict, exitCode } = verdicts;
  return LoadResult.parse({
    format: 1,
    run,
    profile,
    sut: { name: sut.name, version: sut.version },
    verdict,
    exitCode,
    readings: lanes.reduce((sum, { counts }) => sum + counts.readings, 0),
    items: lanes.reduce((sum, { counts }) => sum + counts.items, 0),
    runSeconds: Math.round((end?.at ?? 0) / 1e6) / 1e3,
    judge,
    pushed: latencies.filter(({ isPushed }) => isPushed === true).length,
    latencies: latencyTable(latencies),
    thresholds: thresholds.map((threshold) => judgeThreshold(threshold, latencies)),
  });
};

/** 0: everything held; 1: a threshold did not; 2: one is open; else what the verdicts say. */
export const exitCodeOf = ({ exitCode, thresholds }: LoadResult): number => {
  if (exitCode !== 0) return exitCode;
  if (thresholds.some((t) => t.verdict === 'FAIL')) return 1;
  return thresholds.some((t) => t.verdict === 'INCONCLUSIVE') ? 2 : 0;
};
