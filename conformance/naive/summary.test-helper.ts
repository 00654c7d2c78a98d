import type { Order } from '../../contract/domain/index.ts';
import { isImplausible, limitsCall, placesOf } from './calls.test-helper.ts';
import type { Instant } from './instant.test-helper.ts';
import { convert, exact, order as compare, over, plus, shown } from './number.test-helper.ts';
import { effectiveOf, type Filed, inTime, latest, liveOf } from './readings.test-helper.ts';
import { activeAt, type OrderFile } from './versions.test-helper.ts';
import type { World } from './world.test-helper.ts';

const quantityOf = (filed: Filed) => {
  const { result } = latest(filed);
  return result.kind === 'value' ? [result.quantity] : [];
};

/** What a summary says: `count abnormal critical min max mean`, a dash where there is no number. */
export const summaryOf = (world: World, file: OrderFile, order: Order, start: Instant, end: Instant): string => {
  const inside = inTime(liveOf(world.readings, order)).filter((f) => {
    const at = effectiveOf(f);
    return start <= at && at < end && activeAt(file, at, world.choose) !== undefined;
  });
  const kindOf = (f: Filed) => {
    const version = f.under.get(file);
    return version === undefined ? undefined : limitsCall(version.order, latest(f))?.kind;
  };
  const abnormal = inside.filter((f) => kindOf(f) === 'abnormal').length;
  const critical = inside.filter((f) => kindOf(f) === 'critical').length;
  const plausible = inside
    .filter((f) => !isImplausible(f.under.get(file)?.order ?? order, latest(f)))
    .flatMap(quantityOf);
  const sorted = [...plausible].sort((a, b) => compare(convert(a, order.unit), convert(b, order.unit)));
  const places = placesOf(order);
  const extreme = (q: (typeof sorted)[number] | undefined): string =>
    q === undefined ? '-' : q.unit === order.unit ? q.value : shown(convert(q, order.unit), places);
  const sum = plausible.map((q) => convert(q, order.unit)).reduce(plus, exact('0'));
  const mean = plausible.length === 0 ? '-' : shown(over(sum, exact(String(plausible.length))), places);
  return [inside.length, abnormal, critical, extreme(sorted[0]), extreme(sorted.at(-1)), mean].join(' ');
};
