import type { Order } from '../../../contract/domain/index.ts';
import type { Act } from '../../history/lines.ts';
import { instantOf, isoOf, MINUTE } from '../instant.test-helper.ts';
import { type Draft, inMinutes, ordersIn } from './draft.test-helper.ts';
import { BEGIN, LINDQVIST, OKAFOR, orderId, patient, POOL, RIVERA, STRANGER } from './names.test-helper.ts';
import { DAY_MINUTES, type Kind } from './theme.test-helper.ts';

const orderOf = (draft: Draft, name: string, status: Order['status']): Order => {
  const { theme, picks, past } = draft;
  const start = picks.of(theme.start);
  const length = picks.of([30 * DAY_MINUTES, 30 * DAY_MINUTES, 4 * DAY_MINUTES, 6 * 60]);
  const at = (minutes: number): string => isoOf(BEGIN + BigInt(minutes) * MINUTE);
  return {
    identifier: orderId(name),
    patient: patient(),
    measure: theme.measure,
    status,
    requester: RIVERA,
    responsible: past.length > 3 ? picks.of([OKAFOR, RIVERA, POOL]) : RIVERA,
    authoredOn: at(0),
    period: { start: at(start), end: at(start < 0 ? start + 30 * DAY_MINUTES : start + length) },
    unit: theme.unit,
    limits: [...picks.of(theme.limits)],
    rules: [...picks.of(theme.rules)],
  };
};

/** The order as it was last submitted. */
const lastOrder = (draft: Draft, name: string): Order | undefined =>
  ordersIn(draft).findLast((o) => o.identifier.value === name);

/** Instants from which a later version may hold; undefined: none is said. */
const FROM: readonly (number | undefined)[] = [
  undefined,
  undefined,
  undefined,
  15,
  -4,
  2 * 60,
  DAY_MINUTES,
  undefined,
  -6,
];

const changed = (draft: Draft, change: Partial<Order>, from = FROM): Act[] => {
  const before = lastOrder(draft, 'o1');
  if (before === undefined) return [];
  const { effectiveFrom: _, ...rest } = before;
  const minutes = draft.picks.of(from);
  const said = minutes === undefined ? {} : { effectiveFrom: inMinutes(draft, minutes) };
  return [{ op: 'order.change', order: { ...rest, ...change, ...said } }];
};

const badOrder = (draft: Draft): Order => {
  const good = orderOf(draft, 'o1', 'active');
  const [limit] = good.limits;
  return draft.picks.of<Order>([
    { ...good, limits: [], rules: [] },
    { ...good, limits: [{ tier: 'reference', low: '180', high: '180.0' }] },
    {
      ...good,
      limits: [
        { tier: 'reference', low: '70', high: '180' },
        { tier: 'critical', high: '179' },
      ],
    },
    { ...good, limits: limit === undefined ? [] : [limit, limit] },
    { ...good, limits: [{ tier: 'reference', high: '180.5' }] },
    { ...good, unit: 'kg' },
    { ...good, responsible: STRANGER },
    { ...good, rules: [{ kind: 'alert-on', abnormal: 'repeated' }] },
    { ...good, period: { ...good.period, start: isoOf(draft.now - 31n * 24n * 60n * MINUTE) } },
  ]);
};

/** The absolute range stays as it is: whether a version that takes it away reaches back is left open. */
const newLimits = (draft: Draft): Partial<Order> => {
  const before = lastOrder(draft, 'o1');
  const absolute = before?.limits.filter((i) => i.tier === 'absolute') ?? [];
  const others = draft.picks.of(draft.theme.limits).filter((i) => i.tier !== 'absolute');
  const rules = draft.picks.of([before?.rules ?? [], before?.rules ?? [], ...draft.theme.rules]);
  return { limits: [...others, ...absolute], rules: [...rules] };
};

/** Now and then a version states another start as well. */
const otherStart = (draft: Draft): Partial<Order> => {
  const before = lastOrder(draft, 'o1');
  const minutes = draft.picks.of([0, 0, 0, 0, 0, -60, 45, 150]);
  if (before === undefined || minutes === 0) return {};
  const start = isoOf(instantOf(before.period.start) + BigInt(minutes) * MINUTE);
  return { period: { ...before.period, start } };
};

/** An order, or a later state of one; undefined for what is not about orders, empty where nothing can be done. */
export const orderActs = (kind: Kind, draft: Draft): Act[] | undefined => {
  switch (kind) {
    case 'order':
      return [{ op: 'order.submit', order: orderOf(draft, 'o1', 'active') }];
    case 'draft':
      return [{ op: 'order.submit', order: orderOf(draft, 'o1', 'draft') }];
    case 'other-order':
      return lastOrder(draft, 'o2') === undefined
        ? [{ op: 'order.submit', order: orderOf(draft, 'o2', 'active') }]
        : [];
    case 'bad-order':
      return [{ op: 'order.submit', order: badOrder(draft) }];
    case 'order-again': {
      const before = draft.past.find((a) => a.op === 'order.submit');
      return before === undefined ? [] : [before];
    }
    case 'weight-order': {
      const order = orderOf(draft, 'o3', 'active');
      const limits = [{ tier: 'reference' as const, high: '82.0' }];
      return [{ op: 'order.submit', order: { ...order, measure: 'weight', unit: 'kg', limits, rules: [] } }];
    }
    case 'sign':
      return changed(draft, { status: 'active', ...otherStart(draft) });
    case 'resume':
      return changed(draft, { status: 'active' });
    case 'limits':
      return changed(draft, { ...newLimits(draft), ...otherStart(draft) });
    case 'hold':
      return changed(draft, { status: 'on-hold' });
    case 'complete':
    case 'revoke':
      return changed(draft, { status: kind === 'complete' ? 'completed' : 'revoked' });
    case 'error':
      return changed(draft, { status: 'entered-in-error' }, [undefined]);
    case 'hand-over':
      return changed(draft, { responsible: draft.picks.of([OKAFOR, LINDQVIST, POOL, RIVERA]) });
    default:
      return undefined;
  }
};
