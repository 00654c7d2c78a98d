import type { FiledReading, Interpretation, Reading } from '../../contract/domain/reading.ts';
import type { AppliedRange } from '../../contract/domain/reading.ts';
import { compact } from '../../contract/wire/json/compact.ts';
import { isoOf } from '../clock/instant.ts';
import type { severest as Severest } from '../limits/severest.ts';
import type { OrderVersion } from '../orders/order-history.ts';

/** What every reading says of the version that it was filed under, which is read once and holds for many. */
type Echo = Pick<FiledReading, 'ranges' | 'orders'>;

const echoes = new WeakMap<OrderVersion, Echo>();
const texts = new WeakMap<readonly unknown[], string>();

const echoOf = (version: OrderVersion): Echo => {
  const known = echoes.get(version);
  if (known !== undefined) return known;
  const echo = { ranges: rangesOf(version), orders: [version.order.identifier] };
  for (const list of [echo.ranges, echo.orders]) texts.set(list, JSON.stringify(list));
  echoes.set(version, echo);
  return echo;
};

const textOf = (list: readonly unknown[]): string => texts.get(list) ?? JSON.stringify(list);

/** JSON of a filed reading, or of one with more members; what comes of its order alone is not written anew for each. */
export const textOfFiled = ({ reading, ranges, orders, ...rest }: FiledReading): string =>
  `{"reading":${JSON.stringify(reading)},"ranges":${textOf(ranges)},"orders":${textOf(orders)},${JSON.stringify(rest).slice(1)}`;

const echoedFrom = (versions: readonly OrderVersion[]): Echo => {
  const [only] = versions;
  if (only !== undefined && versions.length === 1) return echoOf(only);
  const echoed = versions.map(echoOf);
  return { ranges: echoed.flatMap(({ ranges }) => ranges), orders: echoed.flatMap(({ orders }) => orders) };
};

/** The limits of one order version as they are echoed on a reading: one range a tier. */
const rangesOf = ({ order }: OrderVersion): AppliedRange[] =>
  order.limits.flatMap(({ tier, low, high, context }) =>
    tier === 'absolute'
      ? []
      : [compact({ tier, unit: order.unit, low, high, context, limitFrom: order.effectiveFrom })],
  );

const arrowOf = ({ result }: Reading): readonly Interpretation[] =>
  result.kind === 'off-scale' ? [result.direction === 'high' ? '>' : '<'] : [];

/** A reading as it is filed: with the orders it falls under, their limits, and what it is under them. `version`: of the record. */
export const filedReading = (
  reading: Reading,
  versions: readonly OrderVersion[],
  severest: ReturnType<typeof Severest>,
  nowMs: number,
  version = 1,
): FiledReading => ({
  reading,
  version,
  interpretation: [...(severest === undefined ? [] : [severest]), ...arrowOf(reading)],
  ...echoedFrom(versions),
  issued: isoOf(nowMs),
});
