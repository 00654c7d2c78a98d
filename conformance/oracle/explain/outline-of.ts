import type { Subject } from './history-index.ts';
import { explainItem } from './item.ts';
import { explainOrder } from './order.ts';
import type { Outline } from './outline.ts';
import { explainReading } from './reading.ts';
import type { Understood } from './understood.ts';
import { itemOutline } from './words/item.ts';
import { orderOutline } from './words/order.ts';
import { readingOutline } from './words/reading.ts';

/** What can be said of a reading, an item or an order, in words. Undefined: the patient has none of that name. */
export const outlineOf = (all: Understood, { kind, key }: Pick<Subject, 'kind' | 'key'>): Outline | undefined => {
  const { clock } = all.patient.record;
  switch (kind) {
    case 'reading': {
      const explained = explainReading(all, key);
      return explained && readingOutline(explained, clock);
    }
    case 'item': {
      const explained = explainItem(all, key);
      return explained && itemOutline(explained, clock);
    }
    case 'order': {
      const explained = explainOrder(all, key);
      return explained && orderOutline(explained, clock);
    }
  }
};
