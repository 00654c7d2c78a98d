import type { InboxItem } from '../../contract/domain/index.ts';
import { instantOf, isoOf } from './instant.test-helper.ts';

/** By what an item is told from every other (conformance/oracle/expectations.ts, ExpectedItem). */
export const slotName = (order: string, ...about: readonly (string | number)[]): string => [order, ...about].join(' ');

const instantText = (text: string | undefined): string => (text === undefined ? '' : isoOf(instantOf(text)));

/** The slot of an item as a system shows it. */
export const slotOfItem = (item: InboxItem): string => {
  const order = item.order.value;
  const reading = item.reading?.value ?? '';
  const directions = [...item.interpretation].sort().join('+');
  if (item.copyOf !== undefined || item.step !== undefined)
    return slotName(order, 'escalation', reading, item.step ?? 1);
  if (item.kind === 'missing') return slotName(order, 'missing', instantText(item.due));
  if (item.kind === 'summary') return slotName(order, 'summary', instantText(item.summary?.period.start));
  if (item.kind === 'data-quality') return slotName(order, 'data-quality', reading);
  if (item.kind === 'change') return slotName(order, 'change', reading);
  if (item.rule === 'repeated')
    return slotName(order, 'repeated', (item.readings ?? []).map((r) => r.value).join(','), directions);
  return slotName(order, 'limits', reading, item.kind, directions);
};
