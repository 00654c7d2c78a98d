import type { Measure } from '../../../contract/domain/index.ts';
import { measureOf, type OrderRecord } from '../orders/version.ts';
import { filedIn, isWrongful, type Filing } from '../readings/filing.ts';
import { standings } from '../orders/standing.ts';
import { instant } from '../time/instant.ts';
import { changeDemand } from './change-demand.ts';
import type { Demand } from './demand.ts';
import { limitsDemand, type Terms } from './limits-demand.ts';

const admits = (order: OrderRecord, filing: Filing): boolean =>
  standings(order, instant(filing.reading.effective), filedIn(filing)).some((s) => s.standing === 'active');

/** Every demand of one patient: each reading that was rightly filed, each order of its measure, each rule family. */
export const demandsOf = (orders: readonly OrderRecord[], filings: readonly Filing[], terms: Terms): Demand[] => {
  const rightly = filings.filter((filing) => !isWrongful(filing));
  const byMeasure: Readonly<Record<Measure, readonly Filing[]>> = {
    glucose: filings.filter((f) => f.reading.measure === 'glucose'),
    weight: filings.filter((f) => f.reading.measure === 'weight'),
  };
  return rightly.flatMap((filing) => {
    const { measure } = filing.reading;
    const concerned = orders.filter((order) => order.versions.length > 0 && measureOf(order) === measure);
    const active = concerned.filter((order) => admits(order, filing));
    const peers = byMeasure[measure];
    return concerned.flatMap((order) => {
      const alone = active.length === 1 && active[0] === order;
      const change = changeDemand(order, filing, peers, alone, terms);
      return [limitsDemand(order, filing, alone, terms), ...(change === undefined ? [] : [change])];
    });
  });
};
