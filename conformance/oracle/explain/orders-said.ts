import type { Reading } from '../../../contract/domain/index.ts';
import { evaluatorIn } from '../course/raise.ts';
import type { Standing } from '../course/standing.ts';
import { standingNamed } from '../course/standing-named.ts';
import { isEnd, isInError, type OrderVersion } from '../course/version.ts';
import type { MeasureView } from '../derive/world.ts';
import type { OrderRecord } from '../orders/order-record.ts';
import type { Filing, SubmitOp } from '../readings/filing.ts';
import { instant } from '../time/instant.ts';
import type { OrderSaid, VersionSaid } from './explanation.ts';

/** What is asked about: a reading as it is last, when it was taken for the last time, and what was filed of it. */
export interface ReadingAt {
  readonly reading: Reading;
  readonly op: SubmitOp;
  readonly filing: Filing | undefined;
}

/** Lines of the versions that evaluated the reading, one for each course; undefined: none did in it. */
const evaluators = (order: OrderRecord, filing: Filing | undefined): readonly (number | undefined)[] =>
  (filing?.latest ?? []).map((content) => evaluatorIn(content, order.key)?.op.seq);

/** Without a filing: the version that holds at that time among those that were known then. */
const namedVersion = (known: readonly OrderVersion[], at: bigint): OrderVersion | undefined => {
  const error = known.find(isInError);
  if (error !== undefined) return error;
  const holding = known.filter((v) => v.from.high <= at);
  return (
    holding.find(isEnd) ??
    holding.reduce<OrderVersion | undefined>(
      (best, v) => (best === undefined || v.from.low >= best.from.low ? v : best),
      undefined,
    )
  );
};

const knownBy = (order: OrderRecord, op: SubmitOp): readonly OrderVersion[] =>
  order.versions.filter((v) => v.op.sent <= op.settled);

const standing = (order: OrderRecord, known: readonly OrderVersion[], at: bigint): Standing =>
  standingNamed({ key: order.key, versions: known }, at, { step: Number.POSITIVE_INFINITY });

/** The version by which an order was active at a submission's effective time; undefined: it was not. What an interval leaves open is told as not yet. */
export const activeBy = (order: OrderRecord, op: SubmitOp): OrderVersion | undefined => {
  const known = knownBy(order, op);
  const at = instant(op.act.reading.effective);
  return standing(order, known, at) === 'active' ? namedVersion(known, at) : undefined;
};

/** Each version of one order, beside a reading: which one was in force at its time, which came before or after. */
const orderSaid = (order: OrderRecord, { reading, op, filing }: ReadingAt): OrderSaid => {
  const at = instant(reading.effective);
  const known = knownBy(order, op);
  const by = evaluators(order, filing);
  const used = new Set(by.filter((seq) => seq !== undefined));
  const named = used.size > 0 ? undefined : namedVersion(known, at);
  const everywhere = by.length > 0 && by.every((seq) => seq !== undefined) && used.size === 1;
  const placeOf = (version: OrderVersion): VersionSaid['place'] => {
    if (used.has(version.op.seq)) return everywhere ? 'in-force' : 'maybe-in-force';
    if (version === named) return 'in-force';
    if (version.from.low > at) return 'after';
    return known.includes(version) ? 'before' : 'accepted-later';
  };
  return {
    order,
    standing: used.size > 0 ? 'active' : standing(order, known, at),
    versions: order.versions.map((version) => ({ version, place: placeOf(version) })),
  };
};

/** The orders of the reading's measure with their versions, beside the reading's time. */
export const ordersSaid = (view: MeasureView, at: ReadingAt): readonly OrderSaid[] =>
  view.orders.map((order) => orderSaid(order, at));
