import type { Deed, Log, ReadingLog, SilentOrderLog } from './log.test-helper.ts';

/** Limits of the load's order, mg/dL: beyond, strictly. Escalated after so long. */
export const LIMITS = { low: 70, high: 160, criticalLow: 54, criticalHigh: 300 } as const;
export const ESCALATED_AFTER_MS = 30 * 60_000;
const SUMMARY_DELAY_MS = 60_000;

/** What was found: of a reading its value, of an item what tells it from others. */
export interface Found {
  readonly readings: readonly { readonly key: string; readonly value: number }[];
  readonly items: readonly {
    readonly id: string;
    readonly kind: string;
    readonly status: string;
    readonly isCopy: boolean;
    readonly call?: string | undefined;
    readonly reading?: string | undefined;
    readonly order: string;
    readonly madeMs?: number | undefined;
  }[];
  /** The virtual clock, ms, which stands still. */
  readonly nowMs: number;
}

const callOf = (value: number): string | undefined => {
  if (value > LIMITS.criticalHigh) return 'HH';
  if (value < LIMITS.criticalLow) return 'LL';
  if (value > LIMITS.high) return 'H';
  return value < LIMITS.low ? 'L' : undefined;
};

/** Whether it took effect, of what may have. */
const courses = (deed: Deed | undefined): readonly boolean[] =>
  deed === undefined ? [false] : deed.answered ? [true] : [false, true];

/** `HH seen, H new`: the items of one reading but for copies, in one course. */
const itemsIn = (log: ReadingLog, isCorrected: boolean, isActedOn: boolean): string => {
  const before = callOf(log.value);
  const after = isCorrected ? callOf(log.correction?.value ?? 0) : before;
  const status = isActedOn ? (log.act?.status ?? 'new') : 'new';
  const first = before === undefined ? [] : [`${before} ${before === after ? status : 'withdrawn'}`];
  const second = after === undefined || after === before ? [] : [`${after} new`];
  return [...first, ...second].sort().join(', ');
};

const isCritical = (call: string | undefined): boolean => call?.length === 2;

interface Copies {
  readonly least: number;
  readonly most: number;
}

/** How many escalated copies a standing critical of [fromMs, toMs] may have, which `stop` may have ended. */
const copiesOf = (from: Pick<Deed, 'earliestMs' | 'latestMs'>, stop: Deed | undefined, nowMs: number): Copies => {
  const [dueEarliest, dueLatest] = [from.earliestMs + ESCALATED_AFTER_MS, from.latestMs + ESCALATED_AFTER_MS];
  const must = dueLatest <= nowMs && (stop === undefined || stop.earliestMs >= dueLatest);
  const mustNot = dueEarliest > nowMs || (stop?.answered === true && stop.latestMs < dueEarliest);
  return { least: must ? 1 : 0, most: mustNot ? 0 : 1 };
};

const copiesFor = (log: ReadingLog, nowMs: number): Copies => {
  const before = callOf(log.value);
  const after = log.correction === undefined ? before : callOf(log.correction.value);
  const stop = after === before ? log.act : log.correction;
  const none: Copies = { least: 0, most: 0 };
  const first = isCritical(before) ? copiesOf(log.filed, stop, nowMs) : none;
  if (after === before || !isCritical(after) || log.correction === undefined) return first;
  const second = copiesOf(log.correction, undefined, nowMs);
  return { least: first.least + (log.correction.answered ? second.least : 0), most: first.most + second.most };
};

const checkReading = (log: ReadingLog, found: Found, value: number | undefined): string[] => {
  const items = found.items.filter((item) => item.reading === log.key);
  if (value === undefined) {
    const lost = log.filed.answered ? [`${log.key}: acknowledged, and not there`] : [];
    return items.length === 0 ? lost : [...lost, `${log.key}: an item of a reading that is not there`];
  }
  const problems: string[] = [];
  const values = courses(log.correction).map((is) => (is ? log.correction?.value : log.value));
  if (!values.includes(value)) problems.push(`${log.key}: its value is ${value}, and not ${values.join(' or ')}`);
  const isCorrected = log.correction !== undefined && value === log.correction.value;
  const allowed = courses(log.act).map((isActedOn) => itemsIn(log, isCorrected, isActedOn));
  const own = items
    .filter((item) => !item.isCopy)
    .map((item) => `${item.call} ${item.status}`)
    .sort()
    .join(', ');
  if (!allowed.includes(own)) problems.push(`${log.key}: its items are [${own}], and not [${allowed.join('] or [')}]`);
  const copies = items.filter((item) => item.isCopy).length;
  const { least, most } = copiesFor(log, found.nowMs);
  if (copies < least || copies > most) problems.push(`${log.key}: ${copies} copies, and not ${least} to ${most}`);
  return problems;
};

const checkOrder = (order: SilentOrderLog, found: Found): string[] => {
  const items = found.items.filter((item) => item.order === order.key);
  const missing = items.filter((item) => item.kind === 'missing').length;
  const made = items.filter((item) => item.kind === 'summary').map((item) => item.madeMs);
  const isDue = found.nowMs >= order.startMs + order.missingMs ? 1 : 0;
  const over = found.nowMs - SUMMARY_DELAY_MS - order.startMs;
  const summaries = over < 0 ? 0 : Math.min(order.mostSummaries, Math.floor(over / order.summaryMs));
  // Of an order that was never answered there is nothing, or all.
  if (!order.placed.answered && items.length === 0) return [];
  const problems: string[] = [];
  if (missing !== isDue) problems.push(`${order.key}: ${missing} missing items, and not ${isDue}`);
  if (made.length !== summaries || new Set(made).size !== made.length)
    problems.push(`${order.key}: summaries made at [${made.join(', ')}], and not ${summaries}`);
  return problems;
};

/**
 * What of the found differs from what the acknowledged writes ask for, told in words; empty: nothing. It shares no
 * rule with the pipeline: a comparison, and sums of instants.
 */
export const recount = (log: Log, found: Found): readonly string[] => {
  const values = new Map(found.readings.map(({ key, value }) => [key, value]));
  const problems: string[] = [];
  if (values.size !== found.readings.length) problems.push('a reading is there twice');
  if (new Set(found.items.map(({ id }) => id)).size !== found.items.length) problems.push('an item is there twice');
  for (const key of values.keys()) if (!log.readings.has(key)) problems.push(`${key}: nobody sent it`);
  for (const { reading, order } of found.items)
    if (reading === undefined ? !log.orders.has(order) : !log.readings.has(reading))
      problems.push(`${reading ?? order}: an item of nothing that was sent`);
  for (const reading of log.readings.values()) problems.push(...checkReading(reading, found, values.get(reading.key)));
  for (const order of log.orders.values()) problems.push(...checkOrder(order, found));
  return problems;
};
