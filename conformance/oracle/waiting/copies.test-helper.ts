import type { InboxItem, Order, Reading, Rule } from '../../../contract/domain/index.ts';
import {
  critical,
  HistoryBuilder,
  itemId,
  makeItem,
  OKAFOR,
  type OpOptions,
  type OrderInput,
  type ReadingInput,
  reference,
  RIVERA,
} from '../history-builder.test-helper.ts';
import { waitsOf } from './waits.test-helper.ts';

export const MINUTE_MS = 60_000;
export const step = (number: 1 | 2, minutes: number): Rule => ({
  kind: 'escalation',
  step: number,
  after: { value: minutes, unit: 'min' },
  recipient: OKAFOR,
});
/** Copied after half an hour, and again an hour later. */
export const ORDER: OrderInput = {
  limits: [reference('70', '180'), critical('54', '300')],
  rules: [step(1, 30), step(2, 60)],
};
const CRITICAL: Partial<InboxItem> = { kind: 'critical', interpretation: ['HH'] };

export interface About {
  readonly b: HistoryBuilder;
  readonly order: Order;
  readonly r: Reading;
  /** Shows an item about the reading. */
  readonly shown: (name: string, item?: Partial<InboxItem>) => void;
  readonly act: (name: string, what: 'seen' | 'done', options?: OpOptions) => void;
  /** Until so many minutes after midnight, when the reading came. */
  readonly until: (minutes: number) => void;
  readonly corrected: (value: string, options?: OpOptions) => void;
  readonly changed: (order: OrderInput, options?: OpOptions) => void;
}
export type Story = (about: About) => void;

export interface Told {
  readonly order?: OrderInput;
  readonly reading?: Partial<ReadingInput>;
  readonly options?: OpOptions;
  /** Before the reading comes. */
  readonly before?: (b: HistoryBuilder) => void;
  /** Minutes after midnight; four hours unless told. */
  readonly end?: number;
}

/** What the chain of a critical reading comes to, in every way. */
export const waysOf = (
  story: Story,
  { order: input = {}, reading, options = {}, before, end = 240 }: Told = {},
): string[][] => {
  const b = new HistoryBuilder();
  b.took = 0;
  const order = b.order({ ...ORDER, ...input });
  b.grant();
  before?.(b);
  const r = b.reading({ name: 'r', value: '310', ...reading }, options);
  story({
    b,
    order,
    r,
    shown: (name, item = {}) => void b.seen(makeItem(r, order, name, { ...CRITICAL, ...item })),
    act: (name, act, how) => void b.op({ op: 'item.act', item: itemId(name), act, person: RIVERA }, how),
    until: (minutes) => void b.wait(minutes * MINUTE_MS - b.now),
    corrected: (value, how) => {
      const result = { kind: 'value', quantity: { value, unit: 'mg/dL' } } as const;
      b.op({ op: 'reading.submit', reading: { ...r, status: 'corrected', result } }, how);
    },
    changed: (change, how) => void b.changeOrder({ ...ORDER, ...change }, how),
  });
  if (b.now < end * MINUTE_MS) b.wait(end * MINUTE_MS - b.now);
  return waitsOf(b.end());
};

/** The same where there is one way. */
export const chain = (story: Story, reading: Partial<ReadingInput> = {}, options: OpOptions = {}): string[] => {
  const [only, ...others] = waysOf(story, { reading, options });
  if (only === undefined || others.length > 0) throw new Error(`${others.length + 1} ways`);
  return only;
};
/** Does something so many minutes after midnight. */
export const atMinute =
  (minutes: number, what: Story): Story =>
  (about) => {
    about.until(minutes);
    what(about);
  };
export const copyOf = (number: number): Partial<InboxItem> => ({
  recipient: OKAFOR,
  routedAs: 'escalated',
  step: number,
  copyOf: itemId('i'),
});
