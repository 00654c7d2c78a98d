import type { RefusalName } from '../../../contract/codes/refusals.ts';
import { keyOf, type Order, type OrderStatus } from '../../../contract/domain/index.ts';
import { bareKey } from '../bare-key.ts';
import type { OrderCause } from '../facts.ts';
import { contentReasons } from '../orders/content-validity.ts';
import { DAY, instant, MINUTE } from '../time/instant.ts';
import { exactly } from '../time/span.ts';
import type { Ground, Ruling } from './ruling.ts';
import { ACCEPT, either, refuse, REPLAY } from './ruling.ts';
import type { Step } from './step.ts';
import { type OrderOp, type OrderState, type OrderVersion, sameOrder } from './version.ts';
import { leftOut } from '../orders/left-out.ts';

export type OrderGround = Ground<OrderCause, RefusalName>;
export type OrderRuling = Ruling<OrderCause, RefusalName>;

const NEXT: Readonly<Record<OrderStatus, readonly OrderStatus[]>> = {
  draft: ['draft', 'active', 'entered-in-error'],
  active: ['active', 'on-hold', 'completed', 'revoked', 'entered-in-error'],
  'on-hold': ['on-hold', 'active', 'completed', 'revoked', 'entered-in-error'],
  completed: ['entered-in-error'],
  revoked: ['entered-in-error'],
  'entered-in-error': [],
};

const ground = (cause: OrderCause, codes: readonly RefusalName[], why: string): OrderGround => ({ cause, codes, why });

/** What speaks against an order's content: what must refuse it, and what a system may take or refuse. */
interface Objections {
  readonly hard: readonly OrderGround[];
  readonly soft: readonly OrderGround[];
}

/** Keys of everybody to whom an order may send items. */
export const peopleOf = ({ responsible, rules }: Order): readonly string[] => [
  keyOf(responsible),
  ...rules.flatMap((r) =>
    r.kind === 'escalation' || r.kind === 'summary' ? (r.recipient === undefined ? [] : [keyOf(r.recipient)]) : [],
  ),
];

const objections = (step: Step, op: OrderOp): Objections => {
  const reasons = contentReasons(op.act.order, step.ambience.claims);
  const hard: OrderGround[] = reasons.filter((r) => r.certain);
  const soft: OrderGround[] = reasons.filter((r) => !r.certain);
  for (const key of peopleOf(op.act.order)) {
    if (!step.ambience.declared.has(key) && step.course.state.known.get(key) !== true)
      hard.push(ground('unknown-recipient', ['recipient-unknown'], `nobody knows ${bareKey(key)}`));
  }
  return { hard, soft };
};

const rule = ({ hard, soft }: Objections): OrderRuling =>
  hard.length > 0 ? refuse(...hard, ...soft) : soft.length > 0 ? either(...soft) : ACCEPT;

const backdated = (step: Step, op: OrderOp): OrderGround[] => {
  const { backdateDays } = step.ambience.policies;
  return step.isPast(instant(op.act.order.period.start) + BigInt(backdateDays) * DAY)
    ? [
        ground(
          'backdated',
          ['effective-from-too-early', 'bad-value'],
          `starts ${op.act.order.period.start}, more than ${backdateDays} days before it was submitted`,
        ),
      ]
    : [];
};

/** What a new order comes to. */
export const ruleOnSubmit = (step: Step, op: OrderOp): OrderRuling => {
  const { order } = op.act;
  const known = step.course.state.orders.get(keyOf(order.identifier));
  if (known?.versions.some((v) => sameOrder(v.order, order)) === true) return REPLAY;
  if (known !== undefined)
    return refuse(
      ground(
        'conflict',
        ['identifier-conflict'],
        `the number is already used for another order (line ${known.versions[0]?.op.seq ?? '?'})`,
      ),
    );
  const { hard, soft } = objections(step, op);
  return rule({ hard: [...hard, ...backdated(step, op)], soft });
};

/** Statuses from which no order comes back. */
const ENDS: ReadonlySet<OrderStatus> = new Set(['completed', 'revoked', 'entered-in-error']);

/**
 * A later version's instant: at most 5 min before its submission. Not after the one before it: either is right, but
 * of an end, which reaches back behind whatever holds.
 */
const instantObjections = (step: Step, op: OrderOp, previous: OrderVersion): Objections => {
  const { effectiveFrom } = op.act.order;
  if (effectiveFrom === undefined || isSameInstant(effectiveFrom, previous)) return { hard: [], soft: [] };
  const at = instant(effectiveFrom);
  const early = step.isPast(at + 5n * MINUTE);
  return {
    hard: early
      ? [
          ground(
            'too-early',
            ['effective-from-too-early'],
            `version instant ${effectiveFrom} lies more than 5 min before its submission`,
          ),
        ]
      : [],
    soft:
      // The one before holds from its acceptance, which is past: its instant can be this one only if it is now.
      !ENDS.has(op.act.order.status) &&
      !(previous.byAcceptance && at >= step.now.high) &&
      !step.beganBy(previous, at - 1n)
        ? [
            ground(
              'too-early',
              ['effective-from-too-early'],
              `version instant ${effectiveFrom} is not after the one before (line ${previous.op.seq})`,
            ),
          ]
        : [],
  };
};

/** The instant that the version before has already: then the acceptance is meant. */
const isSameInstant = (effectiveFrom: string, { from }: OrderVersion): boolean =>
  from.low === from.high && instant(effectiveFrom) === from.low;

const transitionGrounds = (op: OrderOp, previous: OrderVersion): OrderGround[] => {
  const { order } = op.act;
  return [
    ...(NEXT[previous.order.status].includes(order.status)
      ? []
      : [
          ground(
            'transition',
            ['illegal-transition'],
            `${previous.order.status} (line ${previous.op.seq}) does not go to ${order.status}`,
          ),
        ]),
    ...(previous.order.measure === order.measure
      ? []
      : [
          ground(
            'immutable',
            ['immutable'],
            `the measure may not change from ${previous.order.measure} (line ${previous.op.seq}) to ${order.measure}`,
          ),
        ]),
  ];
};

/** A change that leaves it open what becomes of what it does not name. */
const deltaGrounds = (op: OrderOp, previous: OrderVersion): OrderGround[] => {
  if (op.act.op !== 'order.change' || op.act.delta !== true) return [];
  const names = leftOut(previous.order, op.act.order);
  if (names.length === 0) return [];
  const why = `neither repeats nor deletes what line ${previous.op.seq} has: ${names.join('; ')}`;
  return [ground('delta', ['missing-element', 'limits-missing'], why)];
};

/** A version that moves the start further back than an order may start: a system may hold it to that, or to its own instant alone. */
const movedBack = (step: Step, op: OrderOp, previous: OrderVersion): OrderGround[] =>
  instant(op.act.order.period.start) === instant(previous.order.period.start) ? [] : backdated(step, op);

/** What a change of an order comes to. */
export const ruleOnChange = (step: Step, op: OrderOp): OrderRuling => {
  const known = step.course.state.orders.get(keyOf(op.act.order.identifier));
  const previous = known?.versions.at(-1);
  if (previous === undefined)
    return refuse(ground('unknown-order', ['order-unknown', 'not-found', 'immutable'], 'no such order was taken'));
  if (sameOrder(previous.order, op.act.order)) return REPLAY;
  const content = objections(step, op);
  // An order that is only to end is let go whatever else it says.
  const ending = op.act.order.status !== 'active' && op.act.order.status !== 'draft';
  const at = instantObjections(step, op, previous);
  return rule({
    hard: [
      ...transitionGrounds(op, previous),
      ...deltaGrounds(op, previous),
      ...(ending ? [] : content.hard),
      ...at.hard,
    ],
    soft: [...(ending ? content.hard : []), ...content.soft, ...at.soft, ...movedBack(step, op, previous)],
  });
};

const fromOf = (
  step: Step,
  op: OrderOp,
  previous: OrderVersion | undefined,
): Pick<OrderVersion, 'from' | 'byAcceptance'> => {
  const { order } = op.act;
  if (previous === undefined)
    return { from: exactly(instant(order.effectiveFrom ?? order.period.start)), byAcceptance: false };
  if (order.effectiveFrom !== undefined && !isSameInstant(order.effectiveFrom, previous))
    return { from: exactly(instant(order.effectiveFrom)), byAcceptance: false };
  return { from: step.now, byAcceptance: true };
};

/** Adds the version that the operation makes. Returns the order as it then stands. */
export const takeVersion = (step: Step, op: OrderOp): OrderState => {
  const { orders } = step.course.state;
  const key = keyOf(op.act.order.identifier);
  const known = orders.get(key);
  const version: OrderVersion = {
    order: op.act.order,
    op,
    moment: step.moment,
    ...fromOf(step, op, known?.versions.at(-1)),
  };
  const next: OrderState = { key, versions: [...(known?.versions ?? []), version] };
  orders.set(key, next);
  return next;
};
