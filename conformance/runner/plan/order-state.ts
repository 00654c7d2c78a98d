import type { z } from 'zod';
import { DEFAULT_UNIT } from '../../../contract/codes/measures.ts';
import type { Identifier, Interval, Order, Rule, Tier } from '../../../contract/domain/index.ts';
import type { EpochMs } from '../../../simulator/clock.ts';
import { DAY_MS } from '../../../simulator/clock.ts';
import type { ChangeAct, OrderAct } from '../document/acts.ts';
import type { RuleTerm } from '../document/rule-term.ts';
import type { PersonRole } from '../document/terms.ts';
import { instantOf, textOf, type Wall } from './local-time.ts';

type OrderTerm = z.infer<typeof OrderAct>;
type ChangeTerm = z.infer<typeof ChangeAct>;
type Limits = NonNullable<OrderTerm['limits']>;

/** What an order needs besides its own words. */
export interface OrderSetting {
  readonly wall: Wall;
  readonly staff: (role: PersonRole) => Identifier;
}

const DEFAULT_DAYS = 90;

/** Drops what was left unsaid, so that an optional field is absent and not undefined. */
const said = <T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as never;

const intervals = (limits: Limits = {}): Interval[] =>
  (['reference', 'critical', 'absolute'] as const satisfies readonly Tier[]).flatMap((tier) => {
    const term = limits[tier];
    return (term === undefined ? [] : Array.isArray(term) ? term : [term]).map((i) => said({ tier, ...i }) as Interval);
  });

const ruleOf = (term: RuleTerm, staff: OrderSetting['staff']): Rule => {
  if (term.kind === 'change') return { ...term, boundary: term.boundary ?? 'strict' };
  if (term.kind === 'escalation') return { ...term, recipient: staff(term.recipient) };
  if (term.kind === 'summary') {
    const { recipient, ...rest } = term;
    return recipient === undefined ? rest : { ...rest, recipient: staff(recipient) };
  }
  return term;
};

/** A new order. */
export const newOrder = (
  term: OrderTerm,
  key: { identifier: Identifier; patient: Identifier; group?: Identifier | undefined },
  at: EpochMs,
  { wall, staff }: OrderSetting,
): Order => {
  const start = term.start === undefined ? at : instantOf(term.start, at, wall);
  const end = term.end === undefined ? start + DEFAULT_DAYS * DAY_MS : instantOf(term.end, at, wall);
  return said({
    identifier: key.identifier,
    patient: key.patient,
    measure: term.measure,
    status: term.status ?? 'active',
    requester: staff(term.requester ?? 'responsible'),
    responsible: staff(term.responsible ?? 'responsible'),
    authoredOn: textOf(at, wall),
    period: { start: textOf(start, wall), end: textOf(end, wall) },
    effectiveFrom: term.effectiveFrom === undefined ? undefined : textOf(instantOf(term.effectiveFrom, at, wall), wall),
    unit: term.unit ?? DEFAULT_UNIT[term.measure],
    precision: term.precision,
    limits: intervals(term.limits),
    rules: (term.rules ?? []).map((rule) => ruleOf(rule, staff)),
    reason: term.reason,
    group: key.group,
  }) as Order;
};

/**
 * The whole next state. `effectiveFrom` goes unless it is said anew: unchanged it would mean
 * "from acceptance" just the same (contract: Life cycles), and saying nothing is plainer.
 */
export const changedOrder = (before: Order, term: ChangeTerm, at: EpochMs, { wall, staff }: OrderSetting): Order => {
  const { effectiveFrom: _gone, ...rest } = before;
  const end = term.end === undefined ? before.period.end : textOf(instantOf(term.end, at, wall), wall);
  return {
    ...rest,
    ...said({
      status: term.status ?? before.status,
      responsible: term.responsible === undefined ? before.responsible : staff(term.responsible),
      period: { start: before.period.start, end },
      effectiveFrom:
        term.effectiveFrom === undefined ? undefined : textOf(instantOf(term.effectiveFrom, at, wall), wall),
      unit: term.unit ?? before.unit,
      precision: term.precision ?? before.precision,
      limits: term.limits === undefined ? before.limits : intervals(term.limits),
      rules: term.rules === undefined ? before.rules : term.rules.map((rule) => ruleOf(rule, staff)),
      reason: term.reason ?? before.reason,
    }),
  } as Order;
};
