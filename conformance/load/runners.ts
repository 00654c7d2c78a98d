import type { WirePlan } from './wire-plan.ts';

/** One k6 process of those that share a load. */
export interface Runner {
  readonly plan: WirePlan;
  /** What k6 is told besides. */
  readonly options: readonly string[];
}

/** Where segment i of `of` begins: 0, 1/3, 2/3, 1. */
const point = (i: number, of: number): string => (i === 0 ? '0' : i === of ? '1' : `${i}/${of}`);

/**
 * The options of segment `index` of `of`. k6 gives each segment every so-manieth send, at the instant and under the number
 * that it has in the whole, so that all of them together are the load that one alone would be (k6, execution segments).
 */
export const segmentOptions = (index: number, of: number): readonly string[] => {
  if (of === 1) return [];
  const points = Array.from({ length: of + 1 }, (_, i) => point(i, of));
  return [
    '--execution-segment',
    `${point(index, of)}:${point(index + 1, of)}`,
    '--execution-segment-sequence',
    points.join(','),
  ];
};

/** The same plan for another process of the same system. Throws RangeError for an address that is not below the first base. */
const at = (plan: WirePlan, first: string, base: string): WirePlan => {
  const moved = (url: string): string => {
    if (!url.startsWith(first)) throw new RangeError(`${url} is not below ${first}`);
    return base + url.slice(first.length);
  };
  const { single, bundle } = plan.templates;
  const templates = { single: { ...single, url: moved(single.url) }, bundle: { ...bundle, url: moved(bundle.url) } };
  return { ...plan, templates };
};

/**
 * The k6 processes that share a load: as many as `segments` says, or one for each base. Each posts to one of the bases, in
 * turn; the first is the one that the plan names.
 */
export const runnersOf = (
  plan: WirePlan,
  bases: readonly [string, ...string[]],
  segments: number = bases.length,
): readonly Runner[] =>
  Array.from({ length: segments }, (_, i) => ({
    plan: at(plan, bases[0], bases[i % bases.length] ?? bases[0]),
    options: segmentOptions(i, segments),
  }));
