import type { Identifier, Interval, OffsetDateTime, Order, Rule } from '../../domain/index.ts';
import { personKey } from '../cast.ts';
import { orderKey } from '../keys.ts';
import type { OrderBody, OrderTerm } from '../schema/order.ts';
import type { RuleTerm } from '../schema/rules.ts';

const DAY_MS = 86_400_000;
const PERIOD_DAYS = 90;

/** The same wall clock `days` of 24 hours later, with the same offset. */
const plusDays = (at: OffsetDateTime, days: number): OffsetDateTime => {
  const [, wall = '', offset = ''] = /^(.{19})(.*)$/.exec(at) ?? [];
  return new Date(Date.parse(`${wall}Z`) + days * DAY_MS).toISOString().slice(0, 19) + offset;
};

const limitsOf = ({ limits }: OrderBody): Interval[] =>
  (['reference', 'critical', 'absolute'] as const).flatMap((tier) => {
    const bounds = limits?.[tier];
    return bounds === undefined ? [] : [bounds].flat().map((interval) => ({ tier, ...interval }));
  });

const ruleOf = (term: RuleTerm): Rule => {
  switch (term.kind) {
    case 'change':
      return { ...term, boundary: term.boundary ?? 'strict' };
    case 'escalation': {
      const { to, ...rest } = term;
      return { ...rest, recipient: personKey(to) };
    }
    case 'summary': {
      const { to, ...rest } = term;
      return { ...rest, ...(to === undefined ? {} : { recipient: personKey(to) }) };
    }
    default:
      return term;
  }
};

const rulesOf = ({ rules }: OrderBody): Rule[] => (rules ?? []).map(ruleOf);

/** A new order as its term says, submitted at `at`. */
export const orderOf = (
  number: number,
  name: string,
  term: OrderTerm,
  patient: Identifier,
  at: OffsetDateTime,
): Order => {
  const start = term.from ?? at;
  const measure = term.measure ?? 'glucose';
  const responsible = term.responsible ?? 'rivera';
  return {
    identifier: orderKey(number, term.numberOf ?? name),
    patient,
    measure,
    status: term.status ?? 'active',
    requester: personKey(responsible === 'pool' || responsible === 'nobody' ? 'rivera' : responsible),
    responsible: personKey(responsible),
    authoredOn: at,
    period: { start, end: term.to ?? plusDays(start, PERIOD_DAYS) },
    ...(term.effectiveFrom === undefined ? {} : { effectiveFrom: term.effectiveFrom }),
    unit: term.unit ?? (measure === 'glucose' ? 'mg/dL' : 'kg'),
    ...(term.precision === undefined ? {} : { precision: term.precision }),
    limits: limitsOf(term),
    rules: rulesOf(term),
  };
};

/** The next state of an order after `change-order`: limits and rules are the whole set, the rest stays unless said. */
export const changedOrder = (before: Order, act: OrderBody): Order => {
  const { effectiveFrom: _past, ...rest } = before;
  return {
    ...rest,
    measure: act.measure ?? before.measure,
    unit: act.unit ?? before.unit,
    ...(act.precision === undefined ? {} : { precision: act.precision }),
    responsible: act.responsible === undefined ? before.responsible : personKey(act.responsible),
    period: { start: act.from ?? before.period.start, end: act.to ?? before.period.end },
    ...(act.effectiveFrom === undefined ? {} : { effectiveFrom: act.effectiveFrom }),
    limits: limitsOf(act),
    rules: rulesOf(act),
  };
};

/** The verbs that only move an order to another status. */
export const STATUS = {
  sign: 'active',
  hold: 'on-hold',
  resume: 'active',
  complete: 'completed',
  revoke: 'revoked',
  'in-error': 'entered-in-error',
} as const;

/** The same order in another status, from `effectiveFrom`, or from the moment this is accepted. */
export const movedOrder = (
  before: Order,
  verb: keyof typeof STATUS,
  effectiveFrom: OffsetDateTime | undefined,
): Order => {
  const { effectiveFrom: _past, ...rest } = before;
  return { ...rest, status: STATUS[verb], ...(effectiveFrom === undefined ? {} : { effectiveFrom }) };
};
