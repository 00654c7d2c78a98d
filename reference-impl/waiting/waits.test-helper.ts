import type { Identifier, InboxItem, Order, Reading } from '../../contract/domain/index.ts';
import type { EscalationRule, MissingRule, Rule, SummaryRule } from '../../contract/domain/rule.ts';
import type { z } from 'zod';
import type { PipelineOptions } from '../app.ts';
import { isoOf, msOf } from '../clock/instant.ts';
import type { OrderHistory, OrderVersion } from '../orders/order-history.ts';
import { createReadyWorld, EHR, must, orderOf, readingOf, START, type World } from '../world.test-helper.ts';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

export const missingAfter = (value: number, unit: 'min' | 'h' | 'd' = 'h'): z.infer<typeof MissingRule> => ({
  kind: 'missing',
  period: { value, unit },
});
export const summaryEvery = (value: number, unit: 'min' | 'h' | 'd' = 'h'): z.infer<typeof SummaryRule> => ({
  kind: 'summary',
  period: { value, unit },
});
export const stepTo = (step: number, recipient: Identifier, minutes = 30): z.infer<typeof EscalationRule> => ({
  kind: 'escalation',
  step,
  after: { value: minutes, unit: 'min' },
  recipient,
});

/** A version that came `hours` after the world begins, or before it. */
export interface Told extends Partial<Order> {
  readonly hours: number;
}

/** The history of an order; each version says when it holds, in hours from the beginning of the world. */
export const historyOf = (first: Told, ...rest: readonly Told[]): OrderHistory => {
  const versionOf = ({ hours, ...over }: Told, index: number): OrderVersion => {
    const fromMs = START + hours * HOUR_MS;
    const order = orderOf({ ...over, effectiveFrom: isoOf(fromMs) });
    return { version: index + 1, fromMs, order, sentFrom: undefined };
  };
  return { seq: 1, versions: [versionOf(first, 0), ...rest.map((told, i) => versionOf(told, i + 1))] };
};

/** A period of an order in hours from the beginning of the world. */
export const periodOf = (fromHours: number, toHours: number): Order['period'] => ({
  start: isoOf(START + fromHours * HOUR_MS),
  end: isoOf(START + toHours * HOUR_MS),
});

/** Instants as hours from the beginning of the world. */
export const hoursOf = (ms: number | undefined): number | undefined =>
  ms === undefined ? undefined : (ms - START) / HOUR_MS;
export const atHour = (hours: number): number => START + hours * HOUR_MS;

/** `2.5h` after the beginning of the world. */
const when = (text: string): string => `${(msOf(text) - START) / HOUR_MS}h`;

/** What an item that time raised has to say, in a line; a withdrawn one says when and why. */
export const lineOf = (item: InboxItem): string => {
  const what =
    item.rule === 'escalation'
      ? `copy ${item.step}`
      : item.due === undefined
        ? item.kind
        : `${item.kind} due ${when(item.due)}`;
  const last = item.history.at(-1);
  const end =
    item.status === 'new' || last === undefined
      ? ''
      : `, ${item.status} ${when(last.at)}${item.withdrawal === undefined ? '' : ` ${item.withdrawal}`}`;
  return `${what} at ${when(item.created ?? '')}${end}`;
};

export interface WaitingWorld extends World {
  /** Moves the clock to so many hours after the beginning, and lets happen what has fallen due by then. */
  until(hours: number): Promise<void>;
  /** Submits a glucose reading measured at such an hour. */
  read(hours: number, value?: string, over?: Partial<Reading>): Promise<Reading>;
  change(over: Partial<Order>): Promise<void>;
  /** Every item of one kind, as a line each, oldest first. */
  lines(kind?: InboxItem['kind']): readonly string[];
  /** How many items of a kind there are, however many. */
  count(kind: InboxItem['kind']): number;
  /** The logical id of the item that shows this line now. */
  idOf(line: string): string;
}

/** A world with an order for glucose that begins with it and lasts 1000 hours. */
export const createWaitingWorld = async (
  rules: readonly Rule[],
  over: Partial<Order> = {},
  options: Partial<PipelineOptions> = {},
): Promise<WaitingWorld> => {
  const order = orderOf({ period: periodOf(0, 1000), rules: [...rules], ...over });
  return waitingIn(await createReadyWorld(order, options), order);
};

/** The same of a world that is there already. */
export const waitingIn = (world: World, order: Order): WaitingWorld => {
  const entries = () => must(world.pipeline.inbox.search(EHR, { count: 1000 })).entries;
  return {
    ...world,
    until: async (hours) => {
      world.setNow(isoOf(atHour(hours)));
      await world.pipeline.settle();
    },
    read: async (hours, value = '100', more = {}) => {
      const reading = readingOf(value, 'mg/dL', { effective: isoOf(atHour(hours)), ...more });
      must(await world.file(reading));
      return reading;
    },
    change: async (more) => {
      must(await world.pipeline.orders.change(EHR, { ...order, ...more }));
    },
    lines: (kind) =>
      entries()
        .map((entry) => entry.body)
        .filter((item) => kind === undefined || item.kind === kind)
        .toSorted((a, b) => Number(a.identifier.value.slice(1)) - Number(b.identifier.value.slice(1)))
        .map(lineOf),
    count: (kind) => {
      const countFrom = (page?: string): number => {
        const query = { count: 1000, kind, ...(page === undefined ? {} : { page }) };
        const { entries: found, next } = must(world.pipeline.inbox.search(EHR, query));
        return found.length + (next === undefined ? 0 : countFrom(next));
      };
      return countFrom();
    },
    idOf: (line) => {
      const found = entries().find(({ body }) => lineOf(body) === line);
      if (found === undefined) throw new Error(`no item says: ${line}`);
      return found.id;
    },
  };
};
