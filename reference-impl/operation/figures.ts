import type { Counter, Histogram } from 'prom-client';
import { ItemKind } from '../../contract/domain/inbox-item.ts';

/** How often something happened, since the start and within the last minute. */
export interface Count {
  readonly total: number;
  readonly lastMinute: number;
}

/** What the pipeline does, for the operator's page: the same figures as for Prometheus, without a word of any patient. */
export interface Figures {
  /** Requests to write by subject and outcome: `ok`, or the code of the refusal. */
  readonly writes: readonly (Count & { readonly subject: string; readonly outcome: string })[];
  /** Items raised by kind. */
  readonly items: readonly (Count & { readonly kind: ItemKind })[];
  /** From the coming of a reading to the commit of the item that it raised. */
  readonly toItem: {
    readonly count: number;
    /** Items by the least bucket that they are in, seconds; `+Inf` is undefined. */
    readonly buckets: readonly { readonly upTo: number | undefined; readonly count: number }[];
  };
  /** Requests to write that are not committed yet. */
  readonly waiting: number;
}

export const writeKey = (subject: string, outcome: string): string => `write ${subject} ${outcome}`;
export const itemKey = (kind: string): string => `item ${kind}`;

/** Buckets of a histogram, each by itself: Prometheus has them add up. */
const bucketsOf = async (histogram: Histogram): Promise<Figures['toItem']> => {
  const { values } = await histogram.get();
  const sums = values.filter(({ metricName }) => metricName?.endsWith('_bucket') === true);
  let before = 0;
  const buckets = sums.map(({ labels, value }) => {
    const count = value - before;
    before = value;
    const upTo = Number(labels['le']);
    return { upTo: Number.isFinite(upTo) ? upTo : undefined, count };
  });
  return { count: before, buckets };
};

/** Reads the figures off the counters. */
export const figuresOf = async (
  counters: { readonly writes: Counter; readonly items: Counter; readonly toItem: Histogram },
  recent: ReadonlyMap<string, number>,
  waiting: number,
): Promise<Figures> => {
  const writes = (await counters.writes.get()).values.map(({ labels, value }) => {
    const [subject, outcome] = [String(labels['subject']), String(labels['outcome'])];
    return { subject, outcome, total: value, lastMinute: recent.get(writeKey(subject, outcome)) ?? 0 };
  });
  const kinds = new Map<ItemKind, number>();
  for (const { labels, value } of (await counters.items.get()).values) {
    const kind = ItemKind.parse(labels['kind']);
    kinds.set(kind, (kinds.get(kind) ?? 0) + value);
  }
  const items = [...kinds].map(([kind, total]) => ({ kind, total, lastMinute: recent.get(itemKey(kind)) ?? 0 }));
  return { writes, items, toItem: await bucketsOf(counters.toItem), waiting };
};

/** The bound, seconds, that a share of the items did not go beyond; undefined: none was raised, or it lies beyond all bounds. */
export const boundOf = ({ count, buckets }: Figures['toItem'], share: number): number | undefined => {
  let sum = 0;
  for (const bucket of buckets) {
    sum += bucket.count;
    if (count > 0 && sum >= share * count) return bucket.upTo;
  }
  return undefined;
};
