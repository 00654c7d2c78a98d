import type { Measure, Order } from '../../../contract/domain/index.ts';
import { clinician, EHR, portal } from '../../sut/actor.ts';
import type { LaneBuilder } from './lane-builder.ts';
import { ownPhone } from './sharing.ts';
import type { Plan } from './verb.ts';
import type { Happening } from './timeline.ts';

const setPermission = (
  lane: LaneBuilder,
  { member, at }: Happening,
  measure: Measure,
  status: 'granted' | 'withdrawn',
): void => {
  const patient = member.patient.identifier;
  const identifier = lane.ids.permission(patient, measure);
  lane.push(member, at, portal(patient), {
    op: 'permission.set',
    permission: { identifier, patient, measure, status, at: lane.text(at) },
  });
};

const registerPhone = (
  lane: LaneBuilder,
  { member, at }: Happening,
  platform?: Parameters<typeof ownPhone>[2],
): void => {
  const patient = member.patient.identifier;
  const device = ownPhone(lane.ids.device(patient, `phone ${platform?.version ?? ''}`), patient, platform);
  lane.push(member, at, portal(patient), { op: 'device.register', device });
};

const setTracker = (
  lane: LaneBuilder,
  { member, at }: Happening,
  order: Order,
  state: 'picked' | 'disconnected',
): void => {
  const patient = member.patient.identifier;
  lane.push(member, at, portal(patient), { op: 'tracker.set', patient, order: order.identifier, state });
};

/** Picks the trackers of a patient's active orders of a measure. True: one is picked, now or before. */
const pickAll = (lane: LaneBuilder, happening: Happening, measure: Measure): boolean => {
  const { sharing } = lane;
  if (sharing === undefined) return true;
  const patient = happening.member.patient.identifier;
  const active = lane.ordersOf(happening.member).filter((o) => o.measure === measure && o.status === 'active');
  if (active.length > 0 && sharing.hasPhone(patient)) registerPhone(lane, happening);
  for (const order of active) if (sharing.picks(order)) setTracker(lane, happening, order, 'picked');
  return active.length > 0;
};

/** An order was signed that a patient has waited for to share. */
export const shareWhatWasWaitedFor = (lane: LaneBuilder, happening: Happening, { status, measure }: Order): void => {
  const patient = happening.member.patient.identifier;
  if (lane.sharing?.isWanted(patient, measure) !== true || status !== 'active') return;
  pickAll(lane, happening, measure);
  if (lane.sharing.grants(patient, measure)) setPermission(lane, happening, measure, 'granted');
};

/** `unpicked`: without picking a tracker first, whatever the portal asks for. */
export const grant: Plan<'grant'> = (lane, happening, { measure, unpicked }) => {
  const patient = happening.member.patient.identifier;
  if (unpicked !== true) {
    lane.sharing?.wants(patient, measure);
    if (!pickAll(lane, happening, measure)) return;
    lane.sharing?.grants(patient, measure);
  }
  setPermission(lane, happening, measure, 'granted');
};

export const withdraw: Plan<'withdraw'> = (lane, happening, { measure }) => {
  lane.sharing?.withdraws(happening.member.patient.identifier, measure);
  setPermission(lane, happening, measure, 'withdrawn');
};

export const phone: Plan<'phone'> = (lane, happening, { os, version }) => {
  lane.sharing?.hasPhone(happening.member.patient.identifier);
  registerPhone(lane, happening, { os, version });
};

export const pick: Plan<'pick'> = (lane, happening, term) => {
  const { order } = lane.order(happening.member, term.order);
  const patient = happening.member.patient.identifier;
  if (lane.sharing?.hasPhone(patient) === true) registerPhone(lane, happening);
  lane.sharing?.picks(order);
  setTracker(lane, happening, order, 'picked');
};

export const disconnect: Plan<'disconnect'> = (lane, happening, term) => {
  const { order } = lane.order(happening.member, term.order);
  lane.sharing?.disconnects(order);
  lane.sharing?.withdraws(happening.member.patient.identifier, order.measure);
  setTracker(lane, happening, order, 'disconnected');
};

export const trackers: Plan<'trackers'> = (lane, { member, at }) => {
  const patient = member.patient.identifier;
  lane.push(member, at, portal(patient), { op: 'tracker.list', patient });
};

export const eligibility: Plan<'eligibility'> = (lane, { member, at }) =>
  lane.push(member, at, clinician(lane.setting.staff('responsible')), {
    op: 'eligibility.read',
    patient: member.patient.identifier,
  });

export const permission: Plan<'permission'> = (lane, { member, at }, { measure }) => {
  const act = { op: 'permission.read', patient: member.patient.identifier, measure } as const;
  lane.push(member, at, EHR, { kind: 'act', act, whenFiled: true });
};
