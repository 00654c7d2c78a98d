import type { FiledReading, Interpretation, Reading } from '../../contract/domain/reading.ts';
import type { AppliedRange } from '../../contract/domain/reading.ts';
import { compact } from '../../contract/wire/json/compact.ts';
import { isoOf } from '../clock/instant.ts';
import type { severest as Severest } from '../limits/severest.ts';
import type { OrderVersion } from '../orders/order-history.ts';

/** The limits of one order version as they are echoed on a reading: one range a tier. */
const rangesOf = ({ order }: OrderVersion): readonly AppliedRange[] =>
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
  ranges: versions.flatMap(rangesOf),
  issued: isoOf(nowMs),
  orders: versions.map((v) => v.order.identifier),
});
