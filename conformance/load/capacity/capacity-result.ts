import { z } from 'zod';
import type { LoadResult } from '../result/load-result.ts';
import type { Searched, Step, StepVerdict } from './search.ts';
import { isShortOfSamples } from './step-length.ts';

const Told = z.union([
  z.strictObject({ lowMs: z.number(), highMs: z.number().nullable() }),
  z.strictObject({ needsSamples: z.number() }),
]);

/** A rate that was played, with its evidence. */
export const CapacityStep = z.strictObject({
  /** Readings a second. */
  rate: z.number(),
  /** How long it was kept up. */
  seconds: z.number(),
  verdict: z.enum(['held', 'broke', 'few', 'open', 'void']),
  why: z.string(),
  /** Name of the run's folder. */
  run: z.string(),
  readings: z.number(),
  items: z.number(),
  neverSeen: z.number(),
  quantiles: z.strictObject({ p50: Told, p95: Told, p99: Told, 'p99.9': Told }).optional(),
  maxMs: z.number().nullable().optional(),
});
export type CapacityStep = z.infer<typeof CapacityStep>;

/** What a search for the capacity came to (`--out`). `format` rises with every change that a reader has to know of. */
export const CapacityResult = z.strictObject({
  format: z.literal(2),
  sut: z.string(),
  profile: z.string(),
  /** How long each rate was kept up at least. */
  seconds: z.number(),
  /** Readings a second: the highest rate at which everything held; null: none did. */
  capacity: z.number().nullable(),
  /** The highest rate above it at which nothing was wrong, and too few items came to prove it; null: there is none. */
  unproven: z.number().nullable(),
  /** The lowest rate above it that was played, and what it came to; null: none was. */
  above: z.strictObject({ rate: z.number(), verdict: z.enum(['broke', 'open', 'void']) }).nullable(),
  /** Why the search ended before the knee was known as nearly as was asked. */
  cutShort: z.string().optional(),
  steps: z.array(CapacityStep),
  /** Single posts a second of express and a commit alone on the same machine, and the capacity as a share of it. */
  floor: z.strictObject({ singlesPerSecond: z.number(), ratio: z.number().nullable() }).optional(),
});
export type CapacityResult = z.infer<typeof CapacityResult>;

/** What a run says beside its result. */
export interface SaidOfStep {
  /** It was not the load that it says it is. */
  readonly isVoid: boolean;
  /** Why it came to what it came to; the first is told. */
  readonly reasons: readonly string[];
}

/** What a run came to as a step. */
const verdictOf = ({ verdict, thresholds }: LoadResult, isVoid: boolean): StepVerdict => {
  if (isVoid || verdict === 'HARNESS_ERROR') return 'void';
  if (verdict === 'FAIL' || thresholds.some((t) => t.verdict === 'FAIL')) return 'broke';
  const isGreen = verdict === 'PASS' || verdict === 'WARN';
  const open = thresholds.filter((t) => t.verdict !== 'PASS');
  if (!isGreen || !open.every(isShortOfSamples)) return 'open';
  return open.length === 0 ? 'held' : 'few';
};

/** One step out of its run. */
export const capacityStep = (
  { rate, seconds }: Pick<CapacityStep, 'rate' | 'seconds'>,
  result: LoadResult,
  { isVoid, reasons }: SaidOfStep,
): CapacityStep & Step => {
  const verdict = verdictOf(result, isVoid);
  const [all] = result.latencies;
  return {
    rate,
    seconds,
    verdict,
    why: verdict === 'held' ? '' : (reasons[0] ?? result.verdict),
    run: result.run,
    readings: result.readings,
    items: result.items,
    neverSeen: all?.neverSeen ?? 0,
    ...(all === undefined ? {} : { quantiles: all.quantiles }),
    ...(all?.max === undefined ? {} : { maxMs: all.max.highMs }),
  };
};

/** The whole search as data. */
export const capacityResult = (
  { steps, knee: { held, unproven, above }, cutShort }: Searched<CapacityStep & Step>,
  about: {
    readonly sut: string;
    readonly profile: string;
    readonly seconds: number;
    /** Single posts a second of express and a commit alone. */
    readonly floor: number | undefined;
  },
): CapacityResult => {
  const { floor, ...named } = about;
  return CapacityResult.parse({
    format: 2,
    ...named,
    capacity: held ?? null,
    unproven: unproven ?? null,
    above: above === undefined ? null : { rate: above.rate, verdict: above.verdict },
    ...(cutShort === undefined ? {} : { cutShort }),
    steps,
    ...(floor === undefined
      ? {}
      : { floor: { singlesPerSecond: floor, ratio: held === undefined ? null : held / floor } }),
  });
};
