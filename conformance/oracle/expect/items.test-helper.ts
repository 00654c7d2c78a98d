import type { Order } from '../../../contract/domain/index.ts';
import { expectationsOf } from '../expect.ts';
import {
  critical,
  HistoryBuilder,
  type OpOptions,
  type OrderInput,
  reference,
} from '../history-builder.test-helper.ts';

export const HOUR_MS = 3_600_000;
export const MINUTE_MS = 60_000;
const LIMITS = [reference('70', '180'), critical('54', '300')];

export interface Told {
  readonly b: HistoryBuilder;
  readonly order: Order;
  readonly changed: (change: OrderInput, options?: OpOptions) => void;
  readonly until: (ms: number) => void;
}
/** Each item as `slot: raised/standing to …`. */
export const items = (input: OrderInput, write: (told: Told) => void): string[] => {
  const b = new HistoryBuilder();
  b.took = 0;
  const whole = { limits: LIMITS, ...input };
  const order = b.order(whole);
  b.grant();
  b.wait(1000);
  write({
    b,
    order,
    changed: (more, options) => void b.changeOrder({ ...whole, ...more }, options),
    until: (ms) => void b.wait(ms - b.now),
  });
  return expectationsOf(b.end()).items.map(
    (i) =>
      `${i.slot}: ${i.raised.join('|')}/${i.standing.join('|')} to ${i.recipients.join('|')}${i.late.length === 0 ? '' : ` late ${i.late.join('|')}`}${i.content.length === 0 ? '' : `, ${i.content.join(' or ')}`}`,
  );
};
