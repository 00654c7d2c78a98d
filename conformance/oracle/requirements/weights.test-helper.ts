import type { InboxItem, Rule } from '../../../contract/domain/index.ts';
import { change, type HistoryBuilder, makeItem, readingId } from '../history-builder.test-helper.ts';

export const GAIN: Rule = change('gain', '2', 'kg', '3 d');
export const LOSS: Rule = change('loss', '2', 'kg', '3 d');

/** What a conforming system says of a gain from 80.0 to 82.5 kg. */
export const GAINED: Partial<InboxItem> = {
  kind: 'change',
  rule: 'change',
  interpretation: ['U'],
  limit: { value: '2', unit: 'kg' },
  baseline: readingId('w0'),
  delta: { value: '2.5', unit: 'kg' },
};
export const LOST: Partial<InboxItem> = { ...GAINED, interpretation: ['D'] };

/**
 * Weights a minute apart, sent as they were measured, under these rules; of the last one the items seen.
 * Readings are `w0`, `w1`, …
 */
export const weigh = (
  b: HistoryBuilder,
  values: readonly string[],
  items: readonly Partial<InboxItem>[] = [],
  rules: readonly Rule[] = [GAIN],
): void => {
  const order = b.order({ measure: 'weight', rules });
  b.grant('weight');
  let last;
  for (const [i, value] of values.entries()) {
    b.wait(60_000);
    last = b.reading({ name: `w${i}`, value, unit: 'kg' });
  }
  b.wait(40);
  if (last !== undefined) for (const [i, item] of items.entries()) b.seen(makeItem(last, order, `i${i}`, item));
};
