import type { Identifier, Interval, OffsetDateTime, Order, Rule } from '../domain/index.ts';
import { personKey } from './cast.ts';
import { orderKey } from './keys.ts';
import type { ActTerm, OrderTerm } from './schema.ts';

const DAY_MS = 86_400_000;
const PERIOD_DAYS = 90;

/** The same wall clock `days` of 24 hours later, with the same offset. */
const plusDays = (at: OffsetDateTime, days: number): OffsetDateTime => {
  const [, wall = '', offset = ''] = /^(.{19})(.*)$/.exec(at) ?? [];
  return new Date(Date.parse(`${wall}Z`) + days * DAY_MS).toISOString().slice(0, 19) + offset;
};

type Body = Pick<OrderTerm, 'limits' | 'rules'>;

const limitsOf = ({ limits }: Body): Interval[] =>
  (['reference', 'critical'] as const).flatMap((tier) => {
    const bounds = limits?.[tier];
    return bounds === undefined ? [] : [{ tier, ...bounds }];
  });

const rulesOf = ({ rules }: Body): Rule[] => (rules ?? []).map((r) => ({ ...r, boundary: r.boundary ?? 'strict' }));

/** A new order as its term says, submitted at `at`. */
export const orderOf = (
  number: number,
  name: string,
  term: OrderTerm,
  patient: Identifier,
  at: OffsetDateTime,
): Order => {
  const start = term.from ?? at;
  return {
    identifier: orderKey(number, name),
    patient,
    measure: term.measure,
    status: term.status ?? 'active',
    requester: personKey(term.responsible === 'pool' ? 'rivera' : term.responsible),
    responsible: personKey(term.responsible),
    authoredOn: at,
    period: { start, end: term.to ?? plusDays(start, PERIOD_DAYS) },
    ...(term.effectiveFrom === undefined ? {} : { effectiveFrom: term.effectiveFrom }),
    unit: term.unit ?? (term.measure === 'glucose' ? 'mg/dL' : 'kg'),
    ...(term.precision === undefined ? {} : { precision: term.precision }),
    limits: limitsOf(term),
    rules: rulesOf(term),
  };
};

/** The next state of an order after `change-order`: limits and rules are the whole set, the rest stays unless said. */
export const changedOrder = (before: Order, act: ActTerm): Order => {
  const { effectiveFrom: _past, ...rest } = before;
  return {
    ...rest,
    unit: act.unit ?? before.unit,
    ...(act.precision === undefined ? {} : { precision: act.precision }),
    responsible: act.responsible === undefined ? before.responsible : personKey(act.responsible),
    ...(act.effectiveFrom === undefined ? {} : { effectiveFrom: act.effectiveFrom }),
    limits: limitsOf(act),
    rules: rulesOf(act),
  };
};

const STATUS = { sign: 'active', hold: 'on-hold', resume: 'active', revoke: 'revoked' } as const;

/** The same order in another status, from the moment this is accepted. */
export const movedOrder = (before: Order, verb: keyof typeof STATUS): Order => {
  const { effectiveFrom: _past, ...rest } = before;
  return { ...rest, status: STATUS[verb] };
};
