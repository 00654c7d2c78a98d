import type { Content } from '../course/filing.ts';
import { evaluatorIn } from '../course/raise.ts';
import type { OrderVersion } from '../course/version.ts';
import type { OrderRecord } from '../orders/order-record.ts';
import type { Filing } from '../readings/filing.ts';
import type { OpOf } from '../record/patient-record.ts';
import { evaluateLimits } from '../rules/limits.ts';
import type { Evaluation } from '../rules/evaluation.ts';

/** What the limits of one order can have made of a reading, one entry for each possibility. */
export interface Applied {
  readonly order: OrderRecord;
  /** Undefined: the order was not active at the reading's time. */
  readonly versions: readonly (OrderVersion | undefined)[];
  /** What the reading said in each of them. */
  readonly contents: readonly Content[];
  readonly evaluations: readonly (Evaluation | undefined)[];
}

const isReplacedBy = (content: Content, read: OpOf<'reading.read'>, filedNs: number): boolean =>
  content.by.outcome === 'ok' && content.by.settled + filedNs <= read.sent;

/**
 * What a query can have shown of a reading: everything that it had come to say by the end of the query, but for what had
 * been replaced longer ago than a filed reading may take to be found. Oldest first; empty: nothing was filed by then.
 */
export const shownContents = (
  { contents }: Filing,
  read: OpOf<'reading.read'>,
  filedNs: number,
): readonly Content[] => {
  const begun = contents.filter((c) => c.by.sent <= read.settled);
  const last = begun.findLastIndex((c) => isReplacedBy(c, read, filedNs));
  return begun.slice(Math.max(0, last));
};

/** What each order's limits make of the contents, over all courses. */
export const appliedTo = (
  contents: readonly Content[],
  filing: Filing,
  orders: readonly OrderRecord[],
): readonly Applied[] => {
  const variants = contents.flatMap((content) => filing.variants.filter((c) => c.by === content.by));
  return orders
    .filter((order) => order.versions.length > 0)
    .map((order) => {
      const pairs = variants.map((content) => [content, evaluatorIn(content, order.key)] as const);
      const distinct = new Map(pairs.map((pair) => [`${pair[0].by.seq} ${pair[1]?.op.seq ?? ''}`, pair]));
      return {
        order,
        versions: [...distinct.values()].map(([, version]) => version),
        contents: [...distinct.values()].map(([content]) => content),
        evaluations: [...distinct.values()].map(([content, version]) =>
          version === undefined ? undefined : evaluateLimits(content.reading, version),
        ),
      };
    });
};
