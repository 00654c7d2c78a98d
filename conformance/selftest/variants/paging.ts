import type { Pipeline } from '../../../reference-impl/pipeline.ts';
import type { Variant } from '../variant.ts';

interface Sizes {
  readonly items?: number;
  readonly readings?: number;
  readonly audit?: number;
}

const smaller = (asked: number, size: number | undefined): number => Math.min(asked, size ?? asked);

const paged =
  ({ items, readings, audit }: Sizes) =>
  (p: Pipeline): Pipeline => ({
    ...p,
    inbox: {
      ...p.inbox,
      search: (caller, query) => p.inbox.search(caller, { ...query, count: smaller(query.count, items) }),
    },
    readings: {
      ...p.readings,
      search: (caller, query) => p.readings.search(caller, { ...query, count: smaller(query.count, readings) }),
    },
    audit: {
      ...p.audit,
      search: (caller, query) => p.audit.search(caller, { ...query, count: smaller(query.count, audit) }),
    },
  });

const pages = (name: string, freedom: string, exercisedBy: readonly string[], sizes: Sizes): Variant => ({
  name,
  freedom,
  exercisedBy,
  seams: { pipeline: paged(sizes) },
});

/** A server decides how much a page holds, whatever was asked for. */
export const pagingVariants: readonly Variant[] = [
  pages('two-items-a-page', 'a page of the In Basket holds two items', ['ALR-01', 'LIM-02'], { items: 2 }),
  pages('one-item-a-page', 'a page of the In Basket holds one item', ['ALR-04'], { items: 1 }),
  pages('two-readings-a-page', 'a page of readings holds two', ['RDG-01', 'RDG-02'], { readings: 2 }),
  pages('three-events-a-page', 'a page of the audit trail holds three events', ['AUD-01', 'AUD-02'], { audit: 3 }),
  pages('seven-of-everything', 'every page holds seven', ['ALR-03'], { items: 7, readings: 7, audit: 7 }),
];
