import { DEFAULT_PRECISION, MEASURE_OF_UNIT } from '../../contract/codes/measures.ts';
import type { RefusalName } from '../../contract/codes/refusals.ts';
import { keyOf, type Identifier, type Interval, type Order } from '../../contract/domain/index.ts';
import type { Act, Policies } from '../history/lines.ts';
import type { Choose } from './choices.test-helper.ts';
import { DAY, type Instant, instantOf, MINUTE } from './instant.test-helper.ts';
import { exact, order as compare } from './number.test-helper.ts';
import { type OrderFile, versionOf } from './versions.test-helper.ts';

const below = (a: string | undefined, b: string | undefined): boolean =>
  a !== undefined && b !== undefined && compare(exact(a), exact(b)) < 0;

const tooFine = (bound: string | undefined, places: number): boolean =>
  bound !== undefined && (exact(bound).n * 10n ** BigInt(places)) % exact(bound).d !== 0n;

const insideReference = (critical: Interval, reference: Interval): boolean =>
  below(critical.high, reference.high) ||
  below(reference.low, critical.low) ||
  below(critical.high, reference.low) ||
  below(reference.high, critical.low);

const limitsContradict = (order: Order): boolean => {
  const places = order.precision ?? DEFAULT_PRECISION[order.unit];
  const names = order.limits.map((i) => `${i.tier} ${i.context ?? ''}`);
  const of = (tier: Interval['tier']) => order.limits.filter((i) => i.tier === tier);
  return (
    new Set(names).size < names.length ||
    order.limits.some((i) => i.low !== undefined && i.high !== undefined && !below(i.low, i.high)) ||
    order.limits.some((i) => tooFine(i.low, places) || tooFine(i.high, places)) ||
    of('critical').some((c) => of('reference').some((r) => r.context === c.context && insideReference(c, r)))
  );
};

const rulesContradict = (order: Order): boolean => {
  const steps = order.rules.flatMap((r) => (r.kind === 'escalation' ? [r.step] : [])).sort((a, b) => a - b);
  const names = order.rules.map((r) =>
    r.kind === 'change'
      ? `change ${r.direction} ${r.window.value} ${r.window.unit}`
      : `${r.kind} ${r.kind === 'escalation' ? r.step : ''}`,
  );
  const repeated = order.rules.some((r) => r.kind === 'repeated');
  const alertOn = order.rules.find((r) => r.kind === 'alert-on');
  return (
    new Set(names).size < names.length ||
    steps.some((step, i) => step !== i + 1) ||
    (alertOn?.kind === 'alert-on' && (alertOn.abnormal === 'repeated') !== repeated)
  );
};

const recipientsOf = (order: Order): Identifier[] => [
  order.responsible,
  ...order.rules.flatMap((r) =>
    (r.kind === 'escalation' || r.kind === 'summary') && r.recipient !== undefined ? [r.recipient] : [],
  ),
];

const contentFault = (order: Order, people: ReadonlySet<string>): RefusalName | undefined => {
  const units = [order.unit, ...order.rules.flatMap((r) => (r.kind === 'change' ? [r.amount.unit] : []))];
  if (units.some((unit) => MEASURE_OF_UNIT[unit] !== order.measure)) return 'limit-unit';
  if (!order.limits.some((i) => i.tier !== 'absolute') && !order.rules.some((r) => r.kind === 'change'))
    return 'limits-missing';
  if (limitsContradict(order) || rulesContradict(order)) return 'limits-contradictory';
  return recipientsOf(order).every((r) => people.has(keyOf(r))) ? undefined : 'recipient-unknown';
};

/** To which states each state may go; what has ended only turns out to be in error. */
const NEXT: Readonly<Record<Order['status'], readonly Order['status'][]>> = {
  draft: ['draft', 'active', 'entered-in-error'],
  active: ['active', 'on-hold', 'completed', 'revoked', 'entered-in-error'],
  'on-hold': ['on-hold', 'active', 'completed', 'revoked', 'entered-in-error'],
  completed: ['entered-in-error'],
  revoked: ['entered-in-error'],
  'entered-in-error': [],
};

const textOf = (value: unknown): string =>
  JSON.stringify(value, (_key, v: unknown) =>
    typeof v === 'object' && v !== null && !Array.isArray(v)
      ? Object.fromEntries(Object.entries(v).sort(([a], [b]) => (a < b ? -1 : 1)))
      : v,
  );

export type OrderFate = { readonly is: 'refused'; readonly why: RefusalName } | { readonly is: 'replay' | 'new' };

/** Under its number stands another order. Whatever was answered, it makes no version of that one. */
export const isConflict = (fate: OrderFate): boolean => fate.is === 'refused' && fate.why === 'identifier-conflict';

const submittedFate = (
  file: OrderFile | undefined,
  order: Order,
  people: ReadonlySet<string>,
  policies: Policies,
  now: Instant,
): OrderFate => {
  if (file !== undefined)
    return file.versions.some((v) => textOf(v.order) === textOf(order))
      ? { is: 'replay' }
      : { is: 'refused', why: 'identifier-conflict' };
  const why = contentFault(order, people);
  if (why !== undefined) return { is: 'refused', why };
  const earliest = now - BigInt(policies.backdateDays) * DAY;
  const { from, start } = versionOf(undefined, order, now);
  return from < earliest || start < earliest ? { is: 'refused', why: 'effective-from-too-early' } : { is: 'new' };
};

const changedFate = (
  file: OrderFile | undefined,
  order: Order,
  people: ReadonlySet<string>,
  policies: Policies,
  now: Instant,
  choose: Choose,
): OrderFate => {
  const before = file?.versions.at(-1)?.order;
  if (before === undefined) return { is: 'refused', why: 'order-unknown' };
  if (keyOf(before.patient) !== keyOf(order.patient) || before.measure !== order.measure)
    return { is: 'refused', why: 'immutable' };
  if (textOf(before) === textOf(order)) return { is: 'replay' };
  if (!NEXT[before.status].includes(order.status)) return { is: 'refused', why: 'illegal-transition' };
  const why = contentFault(order, people);
  // An order that is to end may be let go whatever else it says.
  const ends = order.status !== 'active' && order.status !== 'draft';
  if (why !== undefined && !(ends && choose([true, false]))) return { is: 'refused', why };
  const { from, start } = versionOf(file, order, now);
  const early: OrderFate = { is: 'refused', why: 'effective-from-too-early' };
  if (from < now - 5n * MINUTE) return early;
  // Whether an instant that is not after the one before is taken, the contract leaves open; an end is.
  const isEnd = ends && order.status !== 'on-hold';
  const isBack = !isEnd && from <= (file?.versions.at(-1)?.from ?? from - 1n) && from !== now;
  if (isBack && choose([false, true])) return early;
  // So it does whether a start that is moved is held to how far back an order may start.
  const isFarBack = start !== instantOf(before.period.start) && start < now - BigInt(policies.backdateDays) * DAY;
  return isFarBack && choose([false, true]) ? early : { is: 'new' };
};

/** What becomes of an order that is submitted as a new one, or of a later state of a known one. */
export const orderFate = (
  file: OrderFile | undefined,
  act: Extract<Act, { op: 'order.submit' | 'order.change' }>,
  people: ReadonlySet<string>,
  policies: Policies,
  now: Instant,
  choose: Choose,
): OrderFate =>
  act.op === 'order.submit'
    ? submittedFate(file, act.order, people, policies, now)
    : changedFate(file, act.order, people, policies, now, choose);
