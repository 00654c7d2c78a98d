import { keyOf, type OrderStatus } from '../../../contract/domain/index.ts';
import type { OpLine, Policies } from '../../history/lines.ts';
import { bareKey } from '../bare-key.ts';
import type { OrderFact } from '../facts.ts';
import type { OpOf } from '../record/patient-record.ts';
import { DAY, instant, MINUTE } from '../time/instant.ts';
import type { PatientClock } from '../time/patient-clock.ts';
import { after, exactly } from '../time/span.ts';
import { contentReasons, type OrderReason } from './content-validity.ts';
import { sameOrder, type OrderRecord, type OrderVersion } from './version.ts';

type OrderOp = OpOf<'order.submit' | 'order.change'>;

/** What is known of the people that an order can name. */
export interface People {
  /** Declared In Baskets and those whose registration succeeded. */
  readonly known: ReadonlySet<string>;
  readonly registrations: ReadonlyMap<string, readonly OpLine[]>;
}

const NEXT: Readonly<Record<OrderStatus, readonly OrderStatus[]>> = {
  draft: ['draft', 'active', 'entered-in-error'],
  active: ['active', 'on-hold', 'completed', 'revoked', 'entered-in-error'],
  'on-hold': ['on-hold', 'active', 'completed', 'revoked', 'entered-in-error'],
  completed: ['entered-in-error'],
  revoked: ['entered-in-error'],
  'entered-in-error': [],
};

const reason = (
  cause: OrderReason['cause'],
  codes: OrderReason['codes'],
  why: string,
  certain = true,
): OrderReason => ({ cause, codes, why, certain });

const recipient = ({ act }: OrderOp, people: People): OrderReason[] => {
  const key = keyOf(act.order.responsible);
  if (people.known.has(key)) return [];
  return [
    reason('unknown-recipient', ['recipient-unknown'], `nobody knows ${bareKey(key)}`, !people.registrations.has(key)),
  ];
};

const backdated = ({ act, sent, settled }: OrderOp, clock: PatientClock, policies: Policies): OrderReason[] => {
  const now = clock.over(sent, settled);
  const back = BigInt(policies.backdateDays) * DAY;
  const tooFar = after({ low: now.low - back, high: now.high - back }, exactly(instant(act.order.period.start)));
  return tooFar === 'no'
    ? []
    : [
        reason(
          'too-early',
          ['effective-from-too-early', 'bad-value'],
          `starts more than ${policies.backdateDays} days ago`,
          tooFar === 'yes',
        ),
      ];
};

const versionInstant = (op: OrderOp, previous: OrderVersion, clock: PatientClock): OrderReason[] => {
  const { effectiveFrom } = op.act.order;
  if (effectiveFrom === undefined) return [];
  const at = instant(effectiveFrom);
  if (previous.order.effectiveFrom !== undefined && instant(previous.order.effectiveFrom) === at) return [];
  const now = clock.over(op.sent, op.settled);
  const early = after({ low: now.low - 5n * MINUTE, high: now.high - 5n * MINUTE }, exactly(at));
  const before = at <= previous.from.high;
  return [
    ...(early === 'no'
      ? []
      : [
          reason(
            'too-early',
            ['effective-from-too-early'],
            `version instant ${effectiveFrom} lies more than 5 min back`,
            early === 'yes',
          ),
        ]),
    ...(before
      ? [reason('too-early', ['effective-from-too-early'], 'the version instant is not after the one before', false)]
      : []),
  ];
};

const identity = (
  op: OrderOp,
  earlier: readonly OrderOp[],
): { replay: boolean; reasons: OrderReason[]; sure: boolean } => {
  const taken = earlier.filter((e) => e.outcome !== 'refused' && e.sent < op.settled);
  const replay = taken.some((e) => sameOrder(e.act.order, op.act.order));
  const sure = taken.some((e) => e.outcome === 'ok' && e.settled <= op.sent);
  const conflict = reason('conflict', ['identifier-conflict'], 'the number is already used for another order', sure);
  return { replay: replay && sure, sure, reasons: taken.length > 0 && !replay ? [conflict] : [] };
};

const transition = (
  op: OrderOp,
  record: OrderRecord,
): { previous: OrderVersion | undefined; reasons: OrderReason[] } => {
  const before = record.versions.filter((v) => v.op !== op && v.sent < op.sent);
  const previous = before.at(-1);
  if (previous === undefined)
    return {
      previous,
      reasons: [reason('unknown-order', ['order-unknown', 'not-found', 'immutable'], 'no such order was taken')],
    };
  const sure = previous.certain && previous.settled <= op.sent;
  const reasons: OrderReason[] = [];
  if (!NEXT[previous.order.status].includes(op.act.order.status))
    reasons.push(
      reason(
        'transition',
        ['illegal-transition'],
        `${previous.order.status} does not go to ${op.act.order.status}`,
        sure,
      ),
    );
  if (previous.order.measure !== op.act.order.measure)
    reasons.push(reason('immutable', ['immutable'], 'the measure may not change'));
  return { previous, reasons };
};

/** What had to become of one order operation. Source: contract, Life cycles; bindings 1.1. */
export const orderFact = (
  op: OrderOp,
  record: OrderRecord,
  patient: string,
  world: { people: People; clock: PatientClock; policies: Policies },
): OrderFact => {
  const base = { lane: op.lane, patient, op };
  const content = [...contentReasons(op.act.order), ...recipient(op, world.people)];
  if (op.act.op === 'order.submit') {
    const { replay, reasons, sure } = identity(op, record.ops.slice(0, record.ops.indexOf(op)));
    if (replay) return { ...base, accept: true, replay, reasons: [] };
    const all = [...reasons, ...(sure ? [] : [...content, ...backdated(op, world.clock, world.policies)])];
    return { ...base, replay: false, reasons: all, accept: !all.some((r) => r.certain) };
  }
  const { previous, reasons } = transition(op, record);
  if (previous?.certain === true && previous.settled <= op.sent && sameOrder(previous.order, op.act.order))
    return { ...base, accept: true, replay: true, reasons: [] };
  const ending = op.act.order.status !== 'active' && op.act.order.status !== 'draft';
  const late = previous === undefined ? [] : versionInstant(op, previous, world.clock);
  const soft = ending ? content.map((r) => ({ ...r, certain: false })) : content;
  const all = [...reasons, ...soft, ...late];
  return { ...base, replay: false, reasons: all, accept: !all.some((r) => r.certain) };
};
