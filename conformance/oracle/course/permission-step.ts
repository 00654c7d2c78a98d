import type { RefusalName } from '../../../contract/codes/refusals.ts';
import { keyOf } from '../../../contract/domain/index.ts';
import type { OpOf } from '../record/patient-record.ts';
import { instant } from '../time/instant.ts';
import { after, exactly } from '../time/span.ts';
import { ACCEPT, refuse, REPLAY, type Ruling } from './ruling.ts';
import { hasEnded, standingAt } from './standing.ts';
import { isInError } from './version.ts';
import type { Step } from './step.ts';

export type PortalCause = 'tracker-not-picked' | 'not-offered' | 'not-picked';
export type PortalRuling = Ruling<PortalCause, RefusalName>;

/** Picked, and its order is not over. */
const isPicked = (step: Step, key: string): boolean => {
  const order = step.course.state.orders.get(key);
  return (
    order !== undefined &&
    step.course.state.trackers.get(key) === 'picked' &&
    !order.versions.some(isInError) &&
    !hasEnded(step, order)
  );
};

/** What a grant or withdrawal comes to. A withdrawal is always taken. */
export const ruleOnPermission = (step: Step, op: OpOf<'permission.set'>): PortalRuling => {
  if (op.act.permission.status === 'withdrawn' || !step.ambience.portal) return ACCEPT;
  return [...step.course.state.trackers.keys()].some((order) => isPicked(step, order))
    ? ACCEPT
    : refuse({
        cause: 'tracker-not-picked',
        codes: ['tracker-not-picked'],
        why: 'no tracker of this measure is picked in the portal',
      });
};

/**
 * Whether the withdrawal in force was decided after a grant that comes only now, from a phone that was offline, say. One
 * that claims to be of a time to come has no order: there the one that comes later counts.
 */
const isOvertaken = (step: Step, grantedAt: bigint): boolean => {
  const known = step.course.state.permission.get('');
  if (known === undefined || known.granted) return false;
  const { decided, by } = known;
  return (
    step.decide(after(decided, exactly(grantedAt))) && (by.act.op === 'tracker.set' || step.isPast(decided.low - 1n))
  );
};

export const takePermission = (step: Step, op: OpOf<'permission.set'>): void => {
  const { status, at } = op.act.permission;
  const granted = status === 'granted';
  if (granted && isOvertaken(step, instant(at))) return;
  step.course.state.permission.set('', { granted, at, decided: exactly(instant(at)), by: op });
};

/** Whether the portal offers the order's tracker: it is active now, and the phone can serve. */
const isOffered = (step: Step, key: string): boolean => {
  const order = step.course.state.orders.get(key);
  if (order === undefined || ![...step.course.state.phones.values()].includes(true)) return false;
  // Between two of these nothing changes. What holds from its acceptance has been accepted.
  const turns = order.versions.flatMap(({ byAcceptance, from, order: { period } }) => [
    ...(byAcceptance ? [] : [from.high]),
    instant(period.start),
    instant(period.end),
  ]);
  for (const at of turns.sort((a, b) => (a < b ? -1 : 1))) if (!step.isPast(at - 1n)) break;
  const { low, high } = step.now;
  const accepted = order.versions.flatMap((v) => (v.byAcceptance && v.from.high <= high ? [v.from.high] : []));
  const now = accepted.reduce((latest, at) => (at > latest ? at : latest), low);
  return standingAt(step, order, now).standing === 'active';
};

const NOT_OFFERED = {
  cause: 'not-offered',
  // A place that is not there may be answered like one that is another patient's: nothing revealed.
  codes: ['not-found', 'illegal-transition', 'patient-not-authorised'],
  why: 'the tracker is not offered',
} as const;
const NOT_PICKED = {
  cause: 'not-picked',
  codes: ['illegal-transition', 'not-found'],
  why: 'the tracker was not picked',
} as const;

/** What a pick or a disconnection comes to. A tracker that was disconnected can be picked again while it is offered. */
export const ruleOnTracker = (step: Step, op: OpOf<'tracker.set'>): PortalRuling => {
  const key = keyOf(op.act.order);
  const state = step.course.state.trackers.get(key);
  if (state === op.act.state) return REPLAY;
  if (state === 'picked') return ACCEPT;
  if (!isOffered(step, key)) return refuse(NOT_OFFERED);
  return op.act.state === 'picked' ? ACCEPT : refuse(NOT_PICKED);
};

/** Disconnecting withdraws the permission that no other picked tracker needs. */
export const takeTracker = (step: Step, op: OpOf<'tracker.set'>): void => {
  const { trackers, permission } = step.course.state;
  trackers.set(keyOf(op.act.order), op.act.state);
  const known = permission.get('');
  if (
    op.act.state === 'disconnected' &&
    known?.granted === true &&
    ![...trackers.keys()].some((order) => isPicked(step, order))
  )
    permission.set('', { granted: false, at: op.wall, decided: step.now, by: op });
};
