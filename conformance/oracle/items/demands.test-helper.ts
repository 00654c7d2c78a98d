import type { Reading } from '../../../contract/domain/index.ts';
import { bareKeys } from '../bare-key.ts';
import {
  critical,
  HistoryBuilder,
  type OpOptions,
  type OrderInput,
  reference,
} from '../history-builder.test-helper.ts';
import { understoodExactly } from '../understood.test-helper.ts';
import type { Demand } from './demand.ts';

export const LIMITS = [reference('70', '180'), critical('54', '300')];
export const UNKNOWN: OpOptions = { outcome: 'unknown' };
export type Write = (b: HistoryBuilder) => void;
export const demandsOf = (write: Write, order: OrderInput = {}): readonly Demand[] => {
  const b = new HistoryBuilder();
  b.took = 0;
  b.order({ limits: LIMITS, ...order });
  b.grant();
  b.wait(1000);
  write(b);
  return understoodExactly(b.end()).demands;
};
const stretch = ({ from, to }: { readonly from: number; readonly to: number }): string =>
  from === to ? `${from / 1e6}` : `${from / 1e6}-${to / 1e6}`;
/** What is called for, when it was raised in ms, from which line its deadline counts, and what becomes of it. */
export const text = (d: Demand): string =>
  [
    `${d.level} ${d.family} of ${bareKeys([...d.filing.keys])}${d.order.key.endsWith('o1') ? '' : ' by o2'}`,
    [...new Set(d.items.map((i) => `${i.kind} ${i.interpretation.join('+')}`))].join(' or ') || 'nothing',
    `at ${stretch(d.raised)}`,
    `since ${d.cause?.seq ?? 'never'}`,
    ...(d.late === 'no' ? [] : [`late ${d.late}`]),
    ...(d.most < 2 ? [] : [`${d.most} of them`]),
    ...(d.joined ? ['joined'] : []),
    ...d.withdrawals
      .filter((w) => w.level !== 'must-not')
      .map((w) => `withdrawn ${[w.level, ...w.reasons, ...(w.at === undefined ? [] : [stretch(w.at)])].join(' ')}`),
  ].join(', ');
export const texts = (write: Write, order?: OrderInput): string[] => demandsOf(write, order).map(text);
export const calls = (d: Demand | undefined): string[] =>
  (d?.evaluations ?? []).map((e) =>
    e.call === undefined ? '-' : `${e.call.interpretation.join('+')} (${e.call.mayAlso.join('+')})`,
  );
export const again = (
  b: HistoryBuilder,
  reading: Reading,
  more: Partial<Reading> = {},
  options: OpOptions = {},
): void => void b.op({ op: 'reading.submit', reading: { ...reading, ...more } }, options);
export const corrected = (value: string): Partial<Reading> => ({
  status: 'corrected',
  result: { kind: 'value', quantity: { value, unit: 'mg/dL' } },
});
